import type { Migration } from './migration.ts';

/**
 * The orders flow: markers, read model, ledger and log. The ledger has nothing unique but its own id, so that it shows every effect;
 * money is NUMERIC, exact.
 */
export const orders = {
  name: '0001-orders',
  sql: `
    CREATE TABLE processed_messages (
      order_id      text PRIMARY KEY,
      delivery_mode text NOT NULL,
      processed_at  timestamptz NOT NULL DEFAULT clock_timestamp()
    );

    CREATE TABLE orders (
      order_id       text PRIMARY KEY,
      customer_id    text NOT NULL,
      items          jsonb NOT NULL,
      total_amount   numeric(15, 2) NOT NULL,
      placed_at      timestamptz NOT NULL,
      trace_id       text NOT NULL,
      effects        integer NOT NULL,
      charged_amount numeric NOT NULL,
      processed_at   timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX orders_newest ON orders (processed_at DESC, order_id);

    CREATE TABLE order_effects (
      id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      order_id       text NOT NULL,
      customer_id    text NOT NULL,
      items          jsonb NOT NULL,
      total_amount   numeric(15, 2) NOT NULL,
      placed_at      timestamptz NOT NULL,
      trace_id       text NOT NULL,
      delivery_mode  text NOT NULL,
      environment_id text NOT NULL,
      invocation_id  text NOT NULL,
      created_at     timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX order_effects_of_order ON order_effects (order_id);

    CREATE TABLE processing_log (
      id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      order_id        text,
      step            text NOT NULL CHECK (step IN ('received', 'processed', 'duplicate', 'failed')),
      delivery_mode   text NOT NULL,
      environment_id  text NOT NULL,
      invocation_id   text NOT NULL,
      kafka_partition integer NOT NULL,
      kafka_offset    bigint NOT NULL,
      detail          text,
      logged_at       timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX processing_log_of_order ON processing_log (order_id);
  `,
} as const satisfies Migration;
