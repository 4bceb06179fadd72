import type { InstanceStatus } from '../../../targets/instance/instance-status.ts';
import { readOrderLedger } from '../orders/read-order-ledger.ts';
import { type GridVerification, waitForVerification } from '../verify-grid.ts';
import type { Effects } from './replay-consumer.ts';

/** What a consumer of the grid stored, once it holds or the time is up. */
export const readGridEffects = async (verify: () => Promise<GridVerification>, timeoutMs: number): Promise<Effects> => {
  const { stored, folded, repeated } = await waitForVerification(verify, timeoutMs);
  return { stored, folded, repeated: repeated.length };
};

/** What the orders' ledger has: offsets are committed after the database is, so that nothing need be waited for. */
export const readOrderEffects = async (status: Pick<InstanceStatus, 'instance' | 'engines'>): Promise<Effects> => {
  const orders = await readOrderLedger(status);
  const countRows = (some: typeof orders): number => some.reduce((sum, { effects }) => sum + effects, 0);
  return {
    stored: countRows(orders),
    folded: countRows(orders.filter(({ folded }) => folded)),
    repeated: orders.filter(({ effects }) => effects > 1).length,
  };
};
