import { randomUUID } from 'node:crypto';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Kafka } from 'kafkajs';
import type { OrderSettings } from '../../contracts/orders/order-settings.ts';
import { topics } from '../../contracts/orders/topics.ts';
import type { AppendedRecords } from '../../kit/kafka/appended-records.ts';
import { buildTopicProducer, type TopicProducer } from '../../kit/kafka/topic-producer.ts';
import { buildTransactionProducer, type TransactionProducer } from '../../kit/kafka/transaction-producer.ts';
import { metrics } from '../../kit/metrics.ts';
import { armedAt, type CrashPoints } from '../crashes/crash-points.ts';
import { decideParts } from '../crashes/decide-parts.ts';
import { decideProducer } from './decide-producer.ts';
import { type PlacedOrder, toOrderRecord } from './to-order-record.ts';

/** Appends orders to their topic in the way that the settings ask for. */
export interface OrderProducer {
  /** Resolves when the broker has all of them, in a transaction also its commit. */
  append(orders: readonly PlacedOrder[], settings: OrderSettings): Promise<AppendedRecords[]>;
  /** Sends them in a transaction that is aborted. */
  appendAndAbort(orders: readonly PlacedOrder[]): Promise<AppendedRecords[]>;
}

/** A producer connects when it is first asked for: few environments need more than one kind. Cold start only. */
export const buildOrderProducer = (kafka: Kafka, crashes: CrashPoints): OrderProducer => {
  let transactional: TransactionProducer<PlacedOrder> | undefined;
  const direct = new Map<boolean, TopicProducer<PlacedOrder>>();

  const openTransactional = (): TransactionProducer<PlacedOrder> => {
    transactional ??= buildTransactionProducer(kafka, topics.orders, toOrderRecord, {
      transactionalId: `orders-${randomUUID()}`,
    });
    return transactional;
  };

  const openDirect = (idempotent: boolean): TopicProducer<PlacedOrder> => {
    const producer = direct.get(idempotent) ?? buildTopicProducer(kafka, topics.orders, toOrderRecord, { idempotent });
    direct.set(idempotent, producer);
    return producer;
  };

  return {
    append: async (orders, settings) => {
      const parts = decideParts(orders, armedAt(settings, 'while-producing')?.after_records);
      const crash = () => crashes.reach('while-producing', settings);
      const kind = decideProducer(settings);
      const appended: AppendedRecords[] = [];
      switch (kind) {
        case 'transactional':
          appended.push(...(await openTransactional().append(parts, crash)));
          metrics.addMetric('TransactionsCommitted', MetricUnit.Count, 1);
          break;
        case 'idempotent':
        case 'plain':
          for (const part of parts) {
            appended.push(...(await openDirect(kind === 'idempotent').append(part)));
            await crash();
          }
      }
      metrics.addMetric('OrdersProduced', MetricUnit.Count, orders.length);
      metrics.publishStoredMetrics();
      return appended;
    },
    appendAndAbort: async (orders) => {
      const appended = await openTransactional().appendAndAbort(orders);
      metrics.addMetric('TransactionsAborted', MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      return appended;
    },
  };
};
