import { randomUUID } from 'node:crypto';
import type { OrderInput } from '../../contracts/orders/order-v1.ts';
import type { KeyedRequest } from '../../kit/http/api-request.ts';
import type { PlacedOrder } from './to-order-record.ts';

/** An order as it goes to the topic: with an id of its own where the client gave none. */
export const placeOrder = (
  { order_id = randomUUID(), customer_id, items, total_amount }: OrderInput,
  { receivedMs, correlationId, consumer }: Pick<KeyedRequest, 'receivedMs' | 'correlationId' | 'consumer'>,
): PlacedOrder => ({
  order: {
    order_id,
    customer_id,
    items,
    total_amount,
    timestamp: new Date(receivedMs).toISOString(),
    trace_id: correlationId,
  },
  receivedMs,
  consumer,
});
