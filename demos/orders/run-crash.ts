import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { CrashPoint } from '../../functions/contracts/orders/crash-point.ts';
import type { DeliveryMode } from '../../functions/contracts/orders/delivery-mode.ts';
import { countExpectedEffects } from '../../functions/contracts/orders/delivery-semantics.ts';
import type { OrderStats } from '../../functions/contracts/orders/order-stats.ts';
import { readOrderStats, readSemantics } from '../../lib/cli/client/orders/order-calls.ts';
import { changeOrderSettings } from '../../lib/cli/client/orders/order-settings.ts';
import type { OrdersAccess } from '../../lib/cli/client/orders/orders-access.ts';
import { isSettled, type OrderTrail, readOrderTrails } from '../../lib/cli/client/orders/read-order-ledger.ts';
import { readUntil } from '../../lib/cli/client/read-until.ts';
import type { SluiceClient } from '../../lib/cli/client/sluice-client.ts';
import { buildOrders, nameRun } from './build-order.ts';
import { postOrder } from './post-orders.ts';
import { type CrashTimes, readCrashTimes } from './read-crash-times.ts';

/** What came of some orders of which one batch was hit by a crash. */
export interface CrashRun {
  readonly mode: DeliveryMode;
  readonly point: CrashPoint;
  readonly sent: number;
  readonly acknowledged: number;
  /** As the functions' log has them. */
  readonly crashes: number;
  readonly trails: readonly OrderTrail[];
  /** How many ledger rows the semantics' table predicts, given which orders the crash hit. */
  readonly expectedEffects: number;
  /** What the statistics' route counted in addition. */
  readonly counted: Pick<OrderStats, 'effects' | 'duplicate_effects' | 'lost'>;
  /** Undefined where no crash is in the log. */
  readonly times: CrashTimes | undefined;
}

interface CrashPlan {
  readonly mode: DeliveryMode;
  readonly point: CrashPoint;
  readonly orders: number;
  readonly betweenMs: number;
}

const settleTimeoutMs = 60_000;

const CrashLine = z.looseObject({
  function: z.literal('orders-process'),
  message: z.literal('crash'),
  timestamp: z.iso.datetime(),
  function_request_id: z.string(),
});

/** Sends orders in a mode in which the consumer kills itself once, and counts their effects when all is settled. */
export const runCrash = async (
  client: SluiceClient,
  access: OrdersAccess,
  { mode, point, orders, betweenMs }: CrashPlan,
  signal: AbortSignal,
): Promise<CrashRun> => {
  const before = await readOrderStats(access);
  await changeOrderSettings(access, {
    delivery_mode: mode,
    enable_transactions: true,
    failure_rate: 0,
    crash: { point, charges: 1, after_records: 1 },
  });
  const logStart = (await client.readFunctionLog(0)).end;
  const acknowledged: string[] = [];
  for (const order of buildOrders(nameRun(mode), orders)) {
    const { data } = await postOrder({ ...access.client, signal }, order);
    if (data !== undefined) acknowledged.push(data.order_id);
    await delay(betweenMs, undefined, { signal });
  }
  const trails = await readUntil(
    () => readOrderTrails(access.status, acknowledged),
    (each) => each.every(isSettled),
    settleTimeoutMs,
  );
  const after = await readOrderStats(access);
  const cell = (await readSemantics(access)).crashes.find((each) => each.mode === mode && each.point === point);

  const { entries } = await client.readFunctionLog(logStart);
  const crashed = entries.flatMap((entry) => CrashLine.safeParse(entry).data ?? []);
  const [crash] = crashed;
  const times = crash === undefined ? undefined : readCrashTimes(crash.timestamp, crash.function_request_id, trails);
  const hit = times?.hit ?? 0;
  return {
    mode,
    point,
    sent: orders,
    acknowledged: acknowledged.length,
    crashes: crashed.length,
    trails,
    expectedEffects:
      orders - hit + (cell === undefined ? hit : countExpectedEffects(cell, { orders: hit, afterRecords: 1 })),
    counted: {
      effects: after.effects - before.effects,
      duplicate_effects: after.duplicate_effects - before.duplicate_effects,
      lost: after.lost - before.lost,
    },
    times,
  };
};
