import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { type GridEvent, gridContracts } from '../../contracts/grid/grid-event.ts';
import { epochMs } from '../../kit/clock.ts';
import type { DeadLetters } from '../../kit/kafka/dead-letters.ts';
import { type BatchAnswer, decideFailures } from '../../kit/kafka/decide-failures.ts';
import { decodeBatch, type KafkaBatch, type RecordPosition, type ValidRecord } from '../../kit/kafka/decode-batch.ts';
import { recordHops } from '../../kit/kafka/record-hops.ts';
import { logger } from '../../kit/logger.ts';
import { metrics } from '../../kit/metrics.ts';
import { decideChunks } from '../ledger/decide-chunks.ts';
import type { Ledger } from '../ledger/ledger.ts';

export interface BatchEffects {
  readonly ledger: Ledger;
  readonly deadLetters: DeadLetters;
}

/**
 * Gives every record its effect or names it for redelivery. At least once for the records, once for the effects: an
 * event's by its id. Poison is on the dead-letter topic, acknowledged by the broker, before it counts as processed, so it
 * neither blocks its partition nor gets lost; after a redelivery it can be there twice, with the same topic, partition and offset.
 */
export const processBatch = async (batch: KafkaBatch, effects: BatchEffects): Promise<BatchAnswer> => {
  const startedMs = epochMs();
  const decoded = decodeBatch<GridEvent>(batch, gridContracts);
  const valid = decoded.filter((record) => record.kind === 'valid');
  const poison = decoded.filter((record) => record.kind === 'poison');

  const stored = await storeChunks(valid, effects.ledger, startedMs);
  const buried = await attempt('dead letters not taken', poison, async () => {
    if (poison.length > 0) await effects.deadLetters.take(poison);
  });
  const unprocessed = [...stored.unprocessed, ...buried.unprocessed];

  metrics.addMetric('EventsStored', MetricUnit.Count, stored.storedCount);
  metrics.addMetric('EventsRepeated', MetricUnit.Count, valid.length - stored.storedCount - stored.unprocessed.length);
  metrics.addMetric('EventsDeadLettered', MetricUnit.Count, poison.length - buried.unprocessed.length);
  metrics.publishStoredMetrics();
  logger.info('batch processed', {
    partitions: Object.keys(batch.records),
    records: decoded.length,
    stored: stored.storedCount,
    dead_lettered: poison.length - buried.unprocessed.length,
    unprocessed: unprocessed.length,
    duration_ms: Number((epochMs() - startedMs).toFixed(3)),
    correlation_ids: [...new Set(valid.map(({ event }) => event.correlation_id))],
  });
  for (const { position, cause } of poison) logger.warn('poison record', { ...position, cause });

  return decideFailures(batch, unprocessed);
};

const storeChunks = async (
  records: readonly ValidRecord<GridEvent>[],
  ledger: Ledger,
  startedMs: number,
): Promise<{ storedCount: number; unprocessed: RecordPosition[] }> => {
  let storedCount = 0;
  const unprocessed: RecordPosition[] = [];

  for (const chunk of decideChunks(records)) {
    const result = await attempt('chunk not stored', chunk, async () => {
      const { storedIds, ...times } = await ledger.store(
        chunk.map(({ event, position }) => ({ event, origin: `${position.partition}@${position.offset}` })),
      );
      const first = new Map(chunk.toReversed().map((record) => [record.event.event_id, record]));
      const fresh = [...first].flatMap(([id, { hops }]) =>
        storedIds.has(id) ? [{ ...hops, startedMs, ...times }] : [],
      );
      recordHops(metrics, fresh);
      storedCount += fresh.length;
    });
    unprocessed.push(...result.unprocessed);
  }
  return { storedCount, unprocessed };
};

/** Does what is to be done for some records; where it fails, they are unprocessed and the reason is in the log. */
const attempt = async (
  failure: string,
  records: readonly { readonly position: RecordPosition }[],
  work: () => Promise<void>,
): Promise<{ unprocessed: RecordPosition[] }> => {
  try {
    await work();
    return { unprocessed: [] };
  } catch (error) {
    logger.error(failure, { error, records: records.length });
    return { unprocessed: records.map(({ position }) => position) };
  }
};
