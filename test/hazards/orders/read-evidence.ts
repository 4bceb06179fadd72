import { z } from 'zod';
import { runStatement } from '../../../lib/cli/client/run-statement.ts';
import type { InstanceStatus } from '../../../lib/targets/instance/instance-status.ts';
import type { Delivery } from './expect-effects.ts';

type Database = Pick<InstanceStatus, 'instance' | 'engines'>;

/** What the database tells of orders, in one snapshot. */
export interface Evidence {
  /** Rows of the ledger by order. */
  readonly ledger: ReadonlyMap<string, number>;
  /** Batches as invocations received them, in the order of time. */
  readonly deliveries: readonly Delivery[];
  /** Orders whose read model is not what their ledger rows add up to. */
  readonly unfolded: readonly string[];
  /** Lines of the log: grows as long as anything is done. */
  readonly steps: number;
}

const Row = z.tuple([
  z.array(z.tuple([z.string(), z.int()])),
  z.array(z.object({ partition: z.int(), offsets: z.array(z.int()), orderIds: z.array(z.string()) })),
  z.array(z.string()),
  z.int(),
]);

/** A delivery is what an invocation logged as received, by one statement before it wrote anything else. */
const statement = `SELECT
  coalesce((SELECT jsonb_agg(jsonb_build_array(order_id, effects)) FROM
    (SELECT order_id, count(*) AS effects FROM order_effects GROUP BY order_id) AS counted), '[]'),
  coalesce((SELECT jsonb_agg(jsonb_build_object('partition', partition, 'offsets', offsets, 'orderIds', order_ids) ORDER BY first) FROM
    (SELECT min(id) AS first, kafka_partition AS partition, jsonb_agg(kafka_offset ORDER BY kafka_offset) AS offsets,
      jsonb_agg(order_id ORDER BY kafka_offset) AS order_ids
    FROM processing_log WHERE step = 'received' GROUP BY invocation_id, kafka_partition) AS received), '[]'),
  coalesce((SELECT jsonb_agg(order_id) FROM
    (SELECT order_id, count(*) AS effects, sum(total_amount) AS charged FROM order_effects GROUP BY order_id) AS fold
    FULL JOIN orders AS model USING (order_id)
    WHERE fold.effects IS DISTINCT FROM model.effects OR fold.charged IS DISTINCT FROM model.charged_amount), '[]'),
  (SELECT count(*)::int FROM processing_log)`;

export const readEvidence = async (database: Database): Promise<Evidence> => {
  const { rows } = await runStatement(database, statement, { write: false });
  const [ledger, received, unfolded, steps] = Row.parse(rows[0]);
  return { ledger: new Map(ledger), deliveries: toDeliveries(received), unfolded, steps };
};

interface Received {
  readonly partition: number;
  readonly offsets: readonly number[];
  readonly orderIds: readonly string[];
}

/** Tells which deliveries were followed by another of the same records. */
export const toDeliveries = (received: readonly Received[]): Delivery[] => {
  const last = new Map<string, number>();
  for (const [place, { partition, offsets }] of received.entries()) {
    for (const offset of offsets) last.set(`${partition}:${offset}`, place);
  }
  return received.map(({ partition, offsets, orderIds }, place) => ({
    orderIds,
    cameAgain: offsets.some((offset) => (last.get(`${partition}:${offset}`) ?? place) > place),
  }));
};
