import type { Message } from 'kafkajs';
import { kafkaHeaders } from '../../contracts/kafka-headers.ts';
import type { Order } from '../../contracts/orders/order-v1.ts';

/** An order, T0 in epoch milliseconds with a fraction, and who sent it. */
export interface PlacedOrder {
  readonly order: Order;
  readonly receivedMs: number;
  readonly consumer: string;
}

/** The Kafka record of an order: keyed by its id, so that all records of one order stay in order. */
export const toOrderRecord = ({ order, receivedMs, consumer }: PlacedOrder, capturedMs: number): Message => ({
  key: order.order_id,
  value: JSON.stringify(order),
  headers: {
    [kafkaHeaders.correlationId]: order.trace_id,
    [kafkaHeaders.eventType]: 'Order',
    [kafkaHeaders.source]: consumer,
    [kafkaHeaders.timestamp]: new Date(capturedMs).toISOString(),
    [kafkaHeaders.schemaVersion]: '1',
    [kafkaHeaders.createdAt]: receivedMs.toFixed(3),
    [kafkaHeaders.capturedAt]: capturedMs.toFixed(3),
  },
});
