import { z } from 'zod';

/** `data` of GET /v1/orders/stats: counted in the tables, in one snapshot. */
export const OrderStats = z.strictObject({
  /** Markers: orders that count as processed. */
  processed_messages: z.int(),
  /** Rows of the read model. */
  orders: z.int(),
  /** Rows of the ledger. */
  effects: z.int(),
  /** Orders that have at least one ledger row. */
  orders_with_effect: z.int(),
  /** Ledger rows beyond each order's first. */
  duplicate_effects: z.int(),
  /** Markers without a ledger row: lost, but for those that an at-most-once attempt is about to give theirs. */
  lost: z.int(),
  charged_amount: z.string(),
  effects_by_mode: z.record(z.string(), z.int()),
  /** What attempts did with records. */
  received: z.int(),
  processed: z.int(),
  duplicates_skipped: z.int(),
  failed: z.int(),
});
export type OrderStats = z.infer<typeof OrderStats>;

/** One of `orders` of GET /v1/orders/stats/duplicates: an order with more than one ledger row or with a skipped record. */
export const DuplicatedOrder = z.strictObject({
  order_id: z.string(),
  effects: z.int(),
  duplicates_skipped: z.int(),
});
export type DuplicatedOrder = z.infer<typeof DuplicatedOrder>;

/** `data` of GET /v1/orders/stats/duplicates; at most 100 orders, those with the most effects first. */
export const DuplicateStats = z.strictObject({
  duplicate_effects: z.int(),
  duplicates_skipped: z.int(),
  orders: z.array(DuplicatedOrder),
});
export type DuplicateStats = z.infer<typeof DuplicateStats>;
