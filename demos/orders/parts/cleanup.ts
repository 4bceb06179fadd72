import { OrderSettings } from '../../../functions/contracts/orders/order-settings.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { readOrderStats, resetOrders } from '../../../lib/cli/client/orders/order-calls.ts';
import { changeOrderSettings, readOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { waitForOrders } from '../../../lib/cli/client/orders/verify-orders.ts';

const drainTimeoutMs = 30_000;

/** The last judgement over everything that was sent, then tables and settings as on the first day. */
export const cleanup: DemoPart = {
  name: 'cleanup',
  title: 'Everything judged once more, then removed',
  talkingPoints: [
    'Every order that was acknowledged in exactly-once mode is looked up in the ledger, and the read model is added up anew.',
    'The reset is a route of demo stages only: a production stage does not have it.',
  ],
  backup: './sluice verify orders, then ./sluice orders reset --yes',
  run: async ({ client, print }) => {
    const access = ordersAccessOf(client);
    const verification = await waitForOrders(access, drainTimeoutMs);
    print(`   ${verification.acknowledged} orders looked up, ${verification.effects} effects in the whole ledger`);
    const { emptied } = await resetOrders(access);
    await changeOrderSettings(access, OrderSettings.parse({}));
    const [stats, settings] = [await readOrderStats(access), await readOrderSettings(access)];
    print(`   emptied ${emptied.join(', ')}`);
    print('   topics and files: ./sluice reset --yes ends everything and removes them');

    return {
      assertions: [
        {
          title: 'each of them has exactly one effect, and the read model is the sum of the ledger',
          holds: verification.holds,
          detail: `${verification.missing.length} lost, ${verification.repeated.length} twice, ${verification.unfolded.length} wrong`,
        },
        {
          title: 'nothing is left in the tables, and no crash is armed',
          holds:
            stats.effects + stats.orders + stats.processed_messages + stats.received === 0 && settings.crash === null,
          detail: `${stats.effects} effects, mode ${settings.delivery_mode}`,
        },
      ],
      measured: { verification },
    };
  },
};
