import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { OrderResult } from '../../contracts/orders/order-result-v1.ts';
import type { OrderSettings } from '../../contracts/orders/order-settings.ts';
import { type Order, orderContracts } from '../../contracts/orders/order-v1.ts';
import { epochMs } from '../../kit/clock.ts';
import { type BatchAnswer, decideFailures } from '../../kit/kafka/decide-failures.ts';
import { decodeBatch, type KafkaBatch } from '../../kit/kafka/decode-batch.ts';
import { recordHops } from '../../kit/kafka/record-hops.ts';
import type { TopicProducer } from '../../kit/kafka/topic-producer.ts';
import { logger } from '../../kit/logger.ts';
import { metrics } from '../../kit/metrics.ts';
import type { Database } from '../../kit/postgres/database.ts';
import type { CrashPoints } from '../crashes/crash-points.ts';
import { decideDue, type OrderRecord, type StoppedRecord } from './decide-due.ts';
import { decideFresh } from './decide-fresh.ts';
import { giveEffect } from './give-effect.ts';
import { toResults } from './order-results.ts';
import { type Attempt, type OrderWrites, toOrderWrites } from './order-writes.ts';

export interface BatchEffects {
  readonly database: Database;
  readonly crashes: CrashPoints;
  readonly results: TopicProducer<OrderResult>;
}

/**
 * Processes a batch in the mode that the settings say. Rejects where the database or the broker does not answer: the whole batch is then
 * delivered again, and markers tell what is done. A result is appended for every record, after the commit: at least once.
 */
export const processBatch = async (
  batch: KafkaBatch,
  effects: BatchEffects,
  settings: OrderSettings,
  attempt: Attempt,
  random: () => number = Math.random,
): Promise<BatchAnswer> => {
  const startedMs = epochMs();
  const { database, crashes, results } = effects;
  const decoded = decodeBatch<Order>(batch, orderContracts);
  const { due, stopped } = decideDue(decoded, () => random() < settings.failure_rate);
  // Done twice these leave another line in the log, no more.
  const write = <Result>(work: (writes: OrderWrites) => Promise<Result>): Promise<Result> =>
    database.session({ repeatable: true }, (session) => work(toOrderWrites(session, attempt)));

  const marked = await write((writes) => writes.receive(due));
  await crashes.reach('before-write', settings);
  const { fresh } = decideFresh(due, marked);
  const decidedMs = epochMs();
  const processed = fresh.length === 0 ? [] : await giveEffect(fresh, effects, settings, attempt);
  const storedMs = epochMs();
  await crashes.reach('after-commit', settings);

  const done = new Set(processed);
  const repeats = due.filter((record) => !done.has(record));
  await write((writes) => writes.log(repeats, stopped));
  const told = [
    ...toResults(processed, 'processed', attempt.mode, storedMs),
    ...toResults(repeats, 'duplicate', attempt.mode, storedMs),
  ];
  if (told.length > 0) await results.append(told);

  recordHops(
    metrics,
    processed.map(({ hops }) => ({ ...hops, startedMs, decidedMs, storedMs })),
  );
  report(attempt, { processed, repeats, stopped, durationMs: epochMs() - startedMs });
  return decideFailures(
    batch,
    stopped.map(({ position }) => position),
  );
};

const report = (
  { mode }: Attempt,
  told: {
    processed: readonly OrderRecord[];
    repeats: readonly OrderRecord[];
    stopped: readonly StoppedRecord[];
    durationMs: number;
  },
): void => {
  const { processed, repeats, stopped, durationMs } = told;
  metrics.addMetric('OrdersProcessed', MetricUnit.Count, processed.length);
  metrics.addMetric('OrdersDuplicate', MetricUnit.Count, repeats.length);
  metrics.addMetric('OrdersFailed', MetricUnit.Count, stopped.length);
  metrics.addMetadata('delivery_mode', mode);
  metrics.publishStoredMetrics();
  for (const { event, position } of repeats) {
    logger.info('duplicate order skipped', { order_id: event.order_id, correlation_id: event.trace_id, ...position });
  }
  for (const { position, orderId, cause } of stopped)
    logger.error('order failed', { order_id: orderId, ...position, cause });
  logger.info('batch processed', {
    delivery_mode: mode,
    processed: processed.length,
    duplicates: repeats.length,
    failed: stopped.length,
    duration_ms: Number(durationMs.toFixed(3)),
    correlation_ids: [...new Set(processed.map(({ event }) => event.trace_id))],
  });
};
