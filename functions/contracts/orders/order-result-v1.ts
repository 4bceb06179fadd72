import { z } from 'zod';
import { CorrelationId } from '../correlation-id.ts';
import { DeliveryMode } from './delivery-mode.ts';
import { Amount } from './money.ts';
import { OrderId } from './order-v1.ts';

/** Processed: this attempt gave the order its effect. Duplicate: its marker was there already. */
export const OrderOutcome = z.enum(['processed', 'duplicate']);
export type OrderOutcome = z.infer<typeof OrderOutcome>;

/**
 * What became of a record of the topic `orders`, version 1. Topic `order-results`, keyed by order; at least once, so that a reader
 * takes the first of an order.
 */
export const OrderResult = z
  .strictObject({
    order_id: OrderId,
    outcome: OrderOutcome,
    delivery_mode: DeliveryMode,
    total_amount: Amount,
    processed_at: z.iso.datetime(),
    trace_id: CorrelationId,
  })
  .meta({ title: 'OrderResult' });
export type OrderResult = z.infer<typeof OrderResult>;

/** What the values of the topic of results keep to, by the version that travels in the header `schema_version`. */
export const orderResultContracts = { 'order-results': { '1': OrderResult } } as const;
