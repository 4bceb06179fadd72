import { z } from 'zod';
import type { Statement } from '../../kit/postgres/statement.ts';

const none = z.object({});
const OrderIds = z.object({ order_id: z.string() });

/** The rows are one JSON array; a row that is read from it has these columns. */
const logColumns =
  'position int, order_id text, step text, delivery_mode text, environment_id text, invocation_id text, ' +
  'kafka_partition int, kafka_offset bigint, detail text';
const logInsert =
  'INSERT INTO processing_log (order_id, step, delivery_mode, environment_id, invocation_id, kafka_partition, kafka_offset, detail) ' +
  'SELECT order_id, step, delivery_mode, environment_id, invocation_id, kafka_partition, kafka_offset, detail';

/** $1: log rows. Gives the orders among them that have a marker. */
export const receive = {
  name: 'orders-receive',
  text: `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS entry(${logColumns})),
    logged AS (${logInsert} FROM given ORDER BY position)
    SELECT order_id FROM processed_messages WHERE order_id IN (SELECT order_id FROM given)`,
  row: OrderIds,
} as const satisfies Statement<z.ZodType>;

/** $1: log rows. */
export const log = {
  name: 'orders-log',
  text: `${logInsert} FROM jsonb_to_recordset($1::jsonb) AS entry(${logColumns}) ORDER BY position`,
  row: none,
} as const satisfies Statement<z.ZodType>;

/** $1: order ids, $2: mode. Gives those that had no marker. In one order, so that two batches never wait for each other. */
export const claim = {
  name: 'orders-claim',
  text: `INSERT INTO processed_messages (order_id, delivery_mode)
    SELECT order_id, $2 FROM unnest($1::text[]) AS given(order_id) ORDER BY order_id
    ON CONFLICT (order_id) DO NOTHING RETURNING order_id`,
  row: OrderIds,
} as const satisfies Statement<z.ZodType>;

/** $1: effect rows, no order twice. Ledger, read model and log in one statement, and so in one transaction. */
export const apply = {
  name: 'orders-apply',
  text: `WITH given AS (
      SELECT * FROM jsonb_to_recordset($1::jsonb) AS entry(${logColumns},
        customer_id text, items jsonb, total_amount numeric, placed_at timestamptz, trace_id text)
    ),
    effects AS (
      INSERT INTO order_effects
        (order_id, customer_id, items, total_amount, placed_at, trace_id, delivery_mode, environment_id, invocation_id)
      SELECT order_id, customer_id, items, total_amount, placed_at, trace_id, delivery_mode, environment_id, invocation_id
      FROM given ORDER BY position
    ),
    logged AS (${logInsert} FROM given ORDER BY position)
    INSERT INTO orders (order_id, customer_id, items, total_amount, placed_at, trace_id, effects, charged_amount)
    SELECT order_id, customer_id, items, total_amount, placed_at, trace_id, 1, total_amount FROM given ORDER BY order_id
    ON CONFLICT (order_id) DO UPDATE SET
      effects = orders.effects + 1,
      charged_amount = orders.charged_amount + excluded.charged_amount,
      processed_at = excluded.processed_at`,
  row: none,
} as const satisfies Statement<z.ZodType>;
