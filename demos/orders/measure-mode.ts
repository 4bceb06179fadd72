import type { DeliveryMode } from '../../functions/contracts/orders/delivery-mode.ts';
import { orderFunction } from '../../functions/contracts/orders/topics.ts';
import { changeOrderSettings } from '../../lib/cli/client/orders/order-settings.ts';
import type { OrdersAccess } from '../../lib/cli/client/orders/orders-access.ts';
import { isSettled, readOrderTrails } from '../../lib/cli/client/orders/read-order-ledger.ts';
import { readUntil } from '../../lib/cli/client/read-until.ts';
import type { SluiceClient } from '../../lib/cli/client/sluice-client.ts';
import { summariseHops } from '../../lib/measure/hop-latencies.ts';
import type { LatencySummary } from '../../lib/measure/latency-summary.ts';
import { runOpenLoop } from '../../lib/measure/open-loop.ts';
import { buildOrder, nameRun } from './build-order.ts';
import { postOrder } from './post-orders.ts';

export interface ModeLatencies {
  readonly mode: DeliveryMode;
  readonly sent: number;
  readonly acknowledged: number;
  /** Ledger rows of each acknowledged order. */
  readonly effects: readonly number[];
  /** Of the answers to the client. */
  readonly answers: LatencySummary;
  /** From the request's arrival at the function to the commit in the database. */
  readonly toLedger: LatencySummary;
}

interface ModePlan {
  readonly mode: DeliveryMode;
  readonly ratePerSecond: number;
  readonly durationMs: number;
}

const settleTimeoutMs = 60_000;

/** Sends orders at a steady rate in a mode, with no crash armed, and gives their latencies. */
export const measureMode = async (
  client: SluiceClient,
  access: OrdersAccess,
  { mode, ratePerSecond, durationMs }: ModePlan,
  signal: AbortSignal,
): Promise<ModeLatencies> => {
  await changeOrderSettings(access, { delivery_mode: mode, enable_transactions: true, failure_rate: 0, crash: null });
  const logStart = (await client.readFunctionLog(0)).end;
  const run = nameRun(mode);
  const acknowledged: string[] = [];
  const report = await runOpenLoop({
    ratePerSecond,
    durationMs,
    signal,
    send: async (index) => {
      const sent = await postOrder({ ...access.client, signal }, buildOrder(run, index)).catch(() => undefined);
      if (sent?.data === undefined) return false;
      acknowledged.push(sent.data.order_id);
      return true;
    },
  });
  await client.recordAcknowledged('orders', acknowledged);
  const trails = await readUntil(
    () => readOrderTrails(access.status, acknowledged),
    (each) => each.every(isSettled),
    settleTimeoutMs,
  );
  // A batch's line follows its commit.
  const { HopT0T5: toLedger } = await readUntil(
    async () => {
      const { entries } = await client.readFunctionLog(logStart);
      return summariseHops(entries.filter((entry) => entry.function === orderFunction));
    },
    ({ HopT0T5 }) => HopT0T5.count >= acknowledged.length,
    settleTimeoutMs,
  );
  return {
    mode,
    sent: report.begun,
    acknowledged: acknowledged.length,
    effects: trails.map(({ effects }) => effects),
    answers: report.latency,
    toLedger,
  };
};
