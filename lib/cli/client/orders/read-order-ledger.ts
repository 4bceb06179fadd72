import { z } from 'zod';
import { OrderId } from '../../../../functions/contracts/orders/order-v1.ts';
import { LoggedStep } from '../../../../functions/contracts/orders/stored-order.ts';
import type { InstanceStatus } from '../../../targets/instance/instance-status.ts';
import { runStatement } from '../run-statement.ts';

type Database = Pick<InstanceStatus, 'instance' | 'engines'>;

/** One order as the ledger tells it. */
export interface LedgerOrder {
  readonly orderId: string;
  /** Rows of the ledger. */
  readonly effects: number;
  /** Whether the read model has as many, of the same amount. */
  readonly folded: boolean;
}

const LedgerRow = z
  .tuple([z.string(), z.int(), z.boolean()])
  .transform(([orderId, effects, folded]): LedgerOrder => ({ orderId, effects, folded }));

/** Every order of the ledger and of the read model. */
export const readOrderLedger = async (database: Database): Promise<LedgerOrder[]> => {
  const { rows } = await runStatement(
    database,
    `SELECT order_id, coalesce(ledger.effects, 0),
      model.effects IS NOT DISTINCT FROM ledger.effects AND model.charged_amount IS NOT DISTINCT FROM ledger.charged
    FROM (
      SELECT order_id, count(*)::int AS effects, sum(total_amount) AS charged FROM order_effects GROUP BY order_id
    ) AS ledger FULL JOIN orders AS model USING (order_id) ORDER BY order_id`,
    { write: false },
  );
  return z.array(LedgerRow).parse(rows);
};

/** One order's rows: in the ledger, among the markers, and in the log. */
export interface OrderTrail {
  readonly orderId: string;
  readonly effects: number;
  readonly marked: boolean;
  /** In order of time. */
  readonly steps: readonly Pick<LoggedStep, 'step' | 'environment_id' | 'invocation_id' | 'logged_at'>[];
}

const Step = LoggedStep.pick({ step: true, environment_id: true, invocation_id: true }).extend({
  logged_at: z.string().transform((text) => new Date(text).toISOString()),
});
const TrailRow = z
  .tuple([z.string(), z.int(), z.boolean(), z.array(Step)])
  .transform(([orderId, effects, marked, steps]): OrderTrail => ({ orderId, effects, marked, steps }));

/** What became of some orders so far, one that nothing has seen among them, in the order of their ids. */
export const readOrderTrails = async (database: Database, ids: readonly string[]): Promise<OrderTrail[]> => {
  // What keeps to the contract of an order's id is safe between quotes.
  const given = z
    .array(OrderId)
    .parse(ids)
    .map((id) => `('${id}')`);
  if (given.length === 0) return [];
  const { rows } = await runStatement(
    database,
    `SELECT order_id,
      (SELECT count(*)::int FROM order_effects AS each WHERE each.order_id = given.order_id),
      EXISTS (SELECT FROM processed_messages AS each WHERE each.order_id = given.order_id),
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('step', step, 'environment_id', environment_id,
          'invocation_id', invocation_id, 'logged_at', logged_at) ORDER BY id)
        FROM processing_log AS each WHERE each.order_id = given.order_id
      ), '[]')
    FROM (VALUES ${given.join(', ')}) AS given(order_id) ORDER BY order_id`,
    { write: false },
  );
  return z.array(TrailRow).parse(rows);
};

/** Whether nothing more is to come of an order: it has its marker, and its last delivery came to an end. */
export const isSettled = ({ marked, steps }: OrderTrail): boolean => {
  const last = steps.at(-1)?.step;
  return marked && (last === 'processed' || last === 'duplicate');
};
