import { z } from 'zod';
import { DeliveryMode } from './delivery-mode.ts';
import { OrderItem } from './order-v1.ts';

/** An order of the read model: what its ledger rows add up to. One of `data` of GET /v1/orders. */
export const StoredOrder = z.strictObject({
  order_id: z.string(),
  customer_id: z.string(),
  items: z.array(OrderItem),
  total_amount: z.string(),
  /** How many ledger rows it has: 1 where it took effect exactly once. */
  effects: z.int(),
  /** What they add up to. */
  charged_amount: z.string(),
  placed_at: z.iso.datetime(),
  processed_at: z.iso.datetime(),
  trace_id: z.string(),
});
export type StoredOrder = z.infer<typeof StoredOrder>;

/** What one attempt did with a record. */
export const ProcessingStep = z.enum(['received', 'processed', 'duplicate', 'failed']);
export type ProcessingStep = z.infer<typeof ProcessingStep>;

export const LoggedStep = z.strictObject({
  step: ProcessingStep,
  delivery_mode: DeliveryMode,
  /** An execution environment: another one after each crash. */
  environment_id: z.string(),
  invocation_id: z.string(),
  partition: z.int(),
  offset: z.int(),
  detail: z.string().nullable(),
  logged_at: z.iso.datetime(),
});
export type LoggedStep = z.infer<typeof LoggedStep>;

/** `data` of GET /v1/orders/{id}. An order that was lost has steps and no read model. */
export const OrderHistory = z.strictObject({
  order_id: z.string(),
  order: StoredOrder.nullable(),
  /** Whether its marker says that it was processed. */
  marked: z.boolean(),
  steps: z.array(LoggedStep),
});
export type OrderHistory = z.infer<typeof OrderHistory>;
