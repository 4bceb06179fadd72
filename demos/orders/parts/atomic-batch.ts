import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { changeOrderSettings, keepOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { isSettled, type OrderTrail, readOrderTrails } from '../../../lib/cli/client/orders/read-order-ledger.ts';
import { readOrdersLag } from '../../../lib/cli/client/orders/verify-orders.ts';
import { readUntil } from '../../../lib/cli/client/read-until.ts';
import { buildOrders, nameRun } from '../build-order.ts';
import { postBatch } from '../post-orders.ts';

const size = 12;
const settleTimeoutMs = 60_000;

const effectsOf = (trails: readonly OrderTrail[]): number => trails.reduce((sum, { effects }) => sum + effects, 0);

/** A batch that is committed, and one that is taken back. */
export const atomicBatch: DemoPart = {
  name: 'batch',
  title: 'A batch is all or nothing',
  talkingPoints: [
    'The orders of a batch are one Kafka transaction over several partitions.',
    'An aborted batch is in the log of the broker, its offsets are used up, and yet no consumer ever sees it.',
  ],
  backup: './sluice kafka topics before and after a batch with "abort": true',
  run: async ({ client, signal, print }) => {
    const access = ordersAccessOf(client);
    const sender = { ...access.client, signal };
    const [aborted, committed] = [buildOrders(nameRun('aborted'), size), buildOrders(nameRun('batch'), size)];
    const idsOf = (orders: readonly { readonly order_id: string }[]) => orders.map(({ order_id }) => order_id);

    const [takenBack, kept] = await keepOrderSettings(access, async () => {
      await changeOrderSettings(access, { delivery_mode: 'exactly-once', enable_transactions: true, crash: null });
      return [
        await postBatch(sender, { orders: aborted, abort: true }),
        await postBatch(sender, { orders: committed }),
      ];
    });
    await client.recordAcknowledged('orders', kept?.data?.order_ids ?? []);
    const keptTrails = await readUntil(
      () => readOrderTrails(access.status, idsOf(committed)),
      (each) => each.every(isSettled),
      settleTimeoutMs,
    );
    // The consumer has passed the end of the topic, and with it the aborted records.
    const lag = await readUntil(
      () => readOrdersLag(access),
      (left) => left === 0,
      settleTimeoutMs,
    );
    const abortedTrails = await readOrderTrails(access.status, idsOf(aborted));
    const seen = abortedTrails.filter(({ steps, marked }) => marked || steps.length > 0).length;
    const places = takenBack?.data?.first_records ?? [];
    print(`   committed: ${size} orders, ${effectsOf(keptTrails)} effects`);
    print(
      `   aborted:   ${size} orders at ${places.map(({ partition, offset }) => `${partition}:${offset}`).join(', ')} and on, ${effectsOf(abortedTrails)} effects`,
    );

    return {
      assertions: [
        {
          title: 'every order of a committed batch has one effect',
          holds: kept?.statusCode === 202 && keptTrails.every(({ effects }) => effects === 1),
          detail: `${effectsOf(keptTrails)} of ${size}`,
        },
        {
          title: 'no order of an aborted batch was ever seen, though the consumer is past it',
          holds: takenBack?.data?.aborted === true && places.length > 0 && lag === 0 && seen === 0,
          detail: `${seen} of ${size} seen, in ${places.length} partition(s), lag ${lag}`,
        },
      ],
      measured: { batch: { committed: effectsOf(keptTrails), aborted: seen, lag } },
    };
  },
};
