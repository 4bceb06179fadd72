import { orderGroup } from '../../../../functions/contracts/orders/topics.ts';
import { compareIds } from '../../../measure/compare-ids.ts';
import { readAcknowledged } from '../acknowledged-ledger.ts';
import { lagOf } from '../consumers/watch-groups.ts';
import { readLag } from '../kafka-calls.ts';
import { readUntil } from '../read-until.ts';
import type { OrdersAccess } from './orders-access.ts';
import { type LedgerOrder, readOrderLedger } from './read-order-ledger.ts';

export interface OrdersVerification {
  readonly acknowledged: number;
  /** Rows of the ledger, of all orders. */
  readonly effects: number;
  /** Acknowledged, and without effect: lost. */
  readonly missing: readonly string[];
  /** Acknowledged, and with more than one effect. */
  readonly repeated: readonly string[];
  /** Of no client of this machine: control runs of a demonstration among them. */
  readonly unacknowledged: readonly string[];
  /** Orders whose read model is not what their ledger rows add up to. */
  readonly unfolded: readonly string[];
  /** Records of the topic that are still to be processed: what they do is not in the ledger yet. */
  readonly lag: number;
  /** True where nothing is on its way, each acknowledged order has exactly one effect, and every order is the fold of its ledger rows. */
  readonly holds: boolean;
}

/** Judges orders by the data: acknowledged ids against the ledger, the read model against the ledger. Pure. */
export const judgeOrders = (
  acknowledged: Iterable<string>,
  ledger: readonly LedgerOrder[],
  lag: number,
): OrdersVerification => {
  const ids = new Set(acknowledged);
  const rows = ledger.flatMap(({ orderId, effects }) => Array.from({ length: effects }, () => orderId));
  const { missing, repeated, unacknowledged } = compareIds(ids, rows);
  const repeatedHere = repeated.filter((id) => ids.has(id));
  const unfolded = ledger.flatMap(({ orderId, folded }) => (folded ? [] : [orderId]));
  return {
    acknowledged: ids.size,
    effects: rows.length,
    missing,
    repeated: repeatedHere,
    unacknowledged,
    unfolded,
    lag,
    holds: lag === 0 && missing.length === 0 && repeatedHere.length === 0 && unfolded.length === 0,
  };
};

/** Records of the topic `orders` that are still to be processed. */
export const readOrdersLag = async ({ admin }: Pick<OrdersAccess, 'admin'>): Promise<number> =>
  lagOf((await readLag(admin)).filter(({ group }) => group === orderGroup));

type Access = Pick<OrdersAccess, 'instance' | 'status' | 'admin'>;

const verifyOrders = async (access: Access): Promise<OrdersVerification> => {
  // Lag first: what is processed in between is in the ledger that is read afterwards.
  const lag = await readOrdersLag(access);
  return judgeOrders(await readAcknowledged(access.instance, 'orders'), await readOrderLedger(access.status), lag);
};

/** Judges the orders flow by its data until it holds or the time is up. Writes nothing. */
export const waitForOrders = (access: Access, timeoutMs: number): Promise<OrdersVerification> =>
  readUntil(
    () => verifyOrders(access),
    ({ holds }) => holds,
    timeoutMs,
  );
