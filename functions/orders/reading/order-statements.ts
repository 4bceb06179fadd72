import { z } from 'zod';
import { DuplicatedOrder, OrderStats } from '../../contracts/orders/order-stats.ts';
import { LoggedStep, StoredOrder } from '../../contracts/orders/stored-order.ts';
import type { Statement } from '../../kit/postgres/statement.ts';

const Moment = z.date().transform((time) => time.toISOString());

const OrderRow = z.object({ ...StoredOrder.shape, placed_at: Moment, processed_at: Moment });

const orderColumns =
  'order_id, customer_id, items, total_amount, effects, charged_amount, placed_at, processed_at, trace_id';

/** $1: limit. */
export const newestOrders = {
  name: 'orders-newest',
  text: `SELECT ${orderColumns} FROM orders ORDER BY processed_at DESC, order_id LIMIT $1`,
  row: OrderRow,
} as const satisfies Statement<z.ZodType>;

/** $1: order id. */
export const oneOrder = {
  name: 'orders-one',
  text: `SELECT ${orderColumns} FROM orders WHERE order_id = $1`,
  row: OrderRow,
} as const satisfies Statement<z.ZodType>;

/** $1: order id. */
export const marker = {
  name: 'orders-marker',
  text: 'SELECT order_id FROM processed_messages WHERE order_id = $1',
  row: z.object({ order_id: z.string() }),
} as const satisfies Statement<z.ZodType>;

/** $1: order id. The oldest 200 steps. */
export const stepsOfOrder = {
  name: 'orders-steps',
  text: `SELECT step, delivery_mode, environment_id, invocation_id, kafka_partition AS partition,
      kafka_offset::float8 AS "offset", detail, logged_at
    FROM processing_log WHERE order_id = $1 ORDER BY id LIMIT 200`,
  row: z.object({ ...LoggedStep.shape, logged_at: Moment }),
} as const satisfies Statement<z.ZodType>;

export const stats = {
  name: 'orders-stats',
  text: `WITH by_order AS (SELECT order_id, count(*) AS effects FROM order_effects GROUP BY order_id),
    steps AS (SELECT step, count(*)::int AS count FROM processing_log GROUP BY step)
    SELECT
      (SELECT count(*)::int FROM processed_messages) AS processed_messages,
      (SELECT count(*)::int FROM orders) AS orders,
      (SELECT coalesce(sum(effects), 0)::int FROM by_order) AS effects,
      (SELECT count(*)::int FROM by_order) AS orders_with_effect,
      (SELECT coalesce(sum(effects - 1), 0)::int FROM by_order) AS duplicate_effects,
      (SELECT count(*)::int FROM processed_messages m WHERE NOT EXISTS (SELECT FROM by_order b WHERE b.order_id = m.order_id)) AS lost,
      (SELECT coalesce(sum(total_amount), 0)::numeric(20, 2)::text FROM order_effects) AS charged_amount,
      (SELECT coalesce(jsonb_object_agg(delivery_mode, count), '{}') FROM
        (SELECT delivery_mode, count(*) AS count FROM order_effects GROUP BY delivery_mode) AS modes) AS effects_by_mode,
      coalesce((SELECT count FROM steps WHERE step = 'received'), 0) AS received,
      coalesce((SELECT count FROM steps WHERE step = 'processed'), 0) AS processed,
      coalesce((SELECT count FROM steps WHERE step = 'duplicate'), 0) AS duplicates_skipped,
      coalesce((SELECT count FROM steps WHERE step = 'failed'), 0) AS failed`,
  row: OrderStats,
} as const satisfies Statement<z.ZodType>;

/** Orders with more than one ledger row or with a skipped record; those with the most effects first. */
export const duplicatedOrders = {
  name: 'orders-duplicated',
  text: `SELECT order_id, coalesce(effects, 0)::int AS effects, coalesce(skipped, 0)::int AS duplicates_skipped
    FROM (SELECT order_id, count(*) AS effects FROM order_effects GROUP BY order_id) AS ledger
    FULL JOIN (
      SELECT order_id, count(*) AS skipped FROM processing_log WHERE step = 'duplicate' GROUP BY order_id
    ) AS log USING (order_id)
    WHERE effects > 1 OR skipped > 0
    ORDER BY effects DESC NULLS LAST, order_id LIMIT 100`,
  row: DuplicatedOrder,
} as const satisfies Statement<z.ZodType>;

export const truncate = {
  name: 'orders-truncate',
  text: 'TRUNCATE processed_messages, orders, order_effects, processing_log RESTART IDENTITY',
  row: z.object({}),
} as const satisfies Statement<z.ZodType>;
