import { z } from 'zod';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { readDuplicateStats } from '../../../lib/cli/client/orders/order-calls.ts';
import { changeOrderSettings, keepOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { readOrderTrails } from '../../../lib/cli/client/orders/read-order-ledger.ts';
import { readUntil } from '../../../lib/cli/client/read-until.ts';
import { buildOrder, nameRun } from '../build-order.ts';
import { postCopies } from '../post-orders.ts';

const copies = 5;
const settleTimeoutMs = 60_000;

const SkippedLine = z.looseObject({ message: z.literal('duplicate order skipped'), order_id: z.string() });

/** One business order in several records. */
export const duplicates: DemoPart = {
  name: 'duplicates',
  title: 'One order sent five times takes effect once',
  talkingPoints: [
    'Five records, five transactions, one business id: the broker has no reason to refuse any of them.',
    'What recognises the repeat is the order’s own id in the database, whoever sends it and when.',
  ],
  backup: './sluice orders stats --duplicates',
  run: async ({ client, signal, print }) => {
    const access = ordersAccessOf(client);
    const order = buildOrder(nameRun('copies'), 0);
    const logStart = (await client.readFunctionLog(0)).end;
    const { data, trail } = await keepOrderSettings(access, async () => {
      await changeOrderSettings(access, { delivery_mode: 'exactly-once', crash: null, failure_rate: 0 });
      const sent = await postCopies({ ...access.client, signal }, { ...order, copies });
      await client.recordAcknowledged('orders', sent.data === undefined ? [] : [sent.data.order_id]);
      const [trail] = await readUntil(
        () => readOrderTrails(access.status, [order.order_id]),
        ([each]) => (each?.steps ?? []).filter(({ step }) => step === 'duplicate').length >= copies - 1,
        settleTimeoutMs,
      );
      return { data: sent.data, trail };
    });
    const lines = await readUntil(
      async () =>
        (await client.readFunctionLog(logStart)).entries.filter(
          (entry) => SkippedLine.safeParse(entry).data?.order_id === order.order_id,
        ),
      ({ length }) => length >= copies - 1,
      settleTimeoutMs,
    );
    const listed = (await readDuplicateStats(access)).orders.find(({ order_id }) => order_id === order.order_id);
    print(`   ${data?.records.length ?? 0} records of ${order.order_id}: ${trail?.effects ?? 0} effect`);
    print(`   log: ${lines.length} × duplicate order skipped; statistics: ${JSON.stringify(listed ?? null)}`);

    return {
      assertions: [
        {
          title: `${copies} records of one order give one effect`,
          holds: data?.records.length === copies && trail?.effects === 1,
          detail: `${trail?.effects ?? 0} effect(s)`,
        },
        {
          title: 'each repeat is skipped, logged and counted',
          holds: lines.length === copies - 1 && listed?.duplicates_skipped === copies - 1 && listed.effects === 1,
          detail: `${lines.length} lines, ${listed?.duplicates_skipped ?? 0} counted`,
        },
      ],
      measured: {
        duplicates: { records: data?.records.length ?? 0, effects: trail?.effects ?? 0, skipped: lines.length },
      },
    };
  },
};
