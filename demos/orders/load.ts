/** Load of the orders flow in five phases: a ramp, a steady rate, bursts, duplicates, batches; judged by acknowledged ids and the ledger. */

import type { BoundedPhase, Load } from '../../lib/cli/client/load.ts';
import { ordersAccessOf } from '../../lib/cli/client/orders/orders-access.ts';
import { waitForOrders } from '../../lib/cli/client/orders/verify-orders.ts';
import { burstArrivals, rampArrivals, steadyArrivals } from '../../lib/measure/arrivals.ts';
import type { LoadPhase } from '../../lib/measure/open-loop.ts';
import { buildOrder, buildOrders, nameRun } from './build-order.ts';
import { postBatch, postCopies, postOrder } from './post-orders.ts';

const answerTimeoutMs = 60_000;
const phaseCount = 5;
const copies = 3;
/** A burst also waits for execution environments that are started for it. */
const p99LimitsMs = { even: 2_000, burst: 5_000 } as const;

export const ordersLoad: Load = {
  flow: 'orders',
  prepare: async (client, { ratePerSecond, durationMs, eventsPerRequest = 10 }) => {
    const access = ordersAccessOf(client);
    const ledger = await client.openAcknowledged('orders');
    const acknowledged: string[] = [];
    const eachMs = durationMs / phaseCount;

    const acknowledge = async (ids: (sender: typeof access.client & { signal: AbortSignal }) => Promise<string[]>) => {
      const accepted = await ids({ ...access.client, signal: AbortSignal.timeout(answerTimeoutMs) }).catch(() => []);
      acknowledged.push(...accepted);
      return accepted.length > 0;
    };

    const single =
      (run: string): LoadPhase['send'] =>
      (index) =>
        acknowledge(async (sender) => {
          const { data } = await postOrder(sender, buildOrder(run, index));
          return data === undefined ? [] : [data.order_id];
        });

    const duplicates =
      (run: string): LoadPhase['send'] =>
      (index) =>
        acknowledge(async (sender) => {
          const { data } = await postCopies(sender, { ...buildOrder(run, index), copies });
          return data === undefined ? [] : [data.order_id];
        });

    const batches =
      (run: string): LoadPhase['send'] =>
      (index) =>
        acknowledge(async (sender) => {
          const orders = buildOrders(`${run}-${index}`, eventsPerRequest);
          const { data } = await postBatch(sender, { orders });
          return data === undefined ? [] : data.order_ids;
        });

    // The functions that the phases ask are started before anything is measured.
    const first = nameRun('first');
    for (const [place, send] of [single, duplicates, batches].entries()) await send(`${first}-${place}`)(0);

    const phase = (name: string, arrivalsMs: readonly number[], send: LoadPhase['send']): BoundedPhase => ({
      name,
      arrivalsMs,
      durationMs: eachMs,
      send,
      p99LimitMs: name === 'bursts' ? p99LimitsMs.burst : p99LimitsMs.even,
    });
    return {
      phases: [
        phase('ramp', rampArrivals(ratePerSecond, eachMs), single(nameRun('ramp'))),
        phase('steady', steadyArrivals(ratePerSecond, eachMs), single(nameRun('steady'))),
        phase('bursts', burstArrivals(ratePerSecond, eachMs), single(nameRun('burst'))),
        // As many records, or orders, a second as in the phases before.
        phase('duplicates', steadyArrivals(ratePerSecond / copies, eachMs), duplicates(nameRun('copies'))),
        phase('batches', steadyArrivals(ratePerSecond / eventsPerRequest, eachMs), batches(nameRun('batch'))),
      ],
      acknowledged: () => acknowledged.length,
      record: () => ledger.record(acknowledged),
      verify: async (timeoutMs) => {
        const verification = await waitForOrders(access, timeoutMs);
        const { holds, missing, repeated, unfolded } = verification;
        return {
          verification,
          line: holds
            ? 'every acknowledged order has exactly one effect'
            : `${missing.length} lost, ${repeated.length} twice, ${unfolded.length} of the read model wrong`,
        };
      },
    };
  },
};
