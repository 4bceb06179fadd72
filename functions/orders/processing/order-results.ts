import type { Message } from 'kafkajs';
import { kafkaHeaders } from '../../contracts/kafka-headers.ts';
import type { DeliveryMode } from '../../contracts/orders/delivery-mode.ts';
import type { OrderOutcome, OrderResult } from '../../contracts/orders/order-result-v1.ts';
import type { OrderRecord } from './decide-due.ts';

/** What became of each record, in the order given. */
export const toResults = (
  records: readonly OrderRecord[],
  outcome: OrderOutcome,
  deliveryMode: DeliveryMode,
  processedMs: number,
): OrderResult[] =>
  records.map(({ event }) => ({
    order_id: event.order_id,
    outcome,
    delivery_mode: deliveryMode,
    total_amount: event.total_amount,
    processed_at: new Date(processedMs).toISOString(),
    trace_id: event.trace_id,
  }));

/** The Kafka record of a result, keyed by order. */
export const toResultRecord = (result: OrderResult, capturedMs: number): Message => ({
  key: result.order_id,
  value: JSON.stringify(result),
  headers: {
    [kafkaHeaders.correlationId]: result.trace_id,
    [kafkaHeaders.eventType]: 'OrderResult',
    [kafkaHeaders.timestamp]: new Date(capturedMs).toISOString(),
    [kafkaHeaders.schemaVersion]: '1',
    [kafkaHeaders.capturedAt]: capturedMs.toFixed(3),
  },
});
