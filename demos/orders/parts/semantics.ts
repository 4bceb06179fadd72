import { CrashPoint } from '../../../functions/contracts/orders/crash-point.ts';
import { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { readSemantics } from '../../../lib/cli/client/orders/order-calls.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { toSemanticsLines } from '../../../lib/cli/client/orders/semantics-lines.ts';

/** What each mode promises, said before it is tried. */
export const semantics: DemoPart = {
  name: 'semantics',
  title: 'Three promises, stated before they are tried',
  talkingPoints: [
    'The difference is the order of two writes: the marker that an order was processed, and its effect.',
    'Exactly once is both in one database transaction; no setting of the broker gives that by itself.',
    'This table is a prediction: what follows can prove it wrong.',
  ],
  backup: './sluice orders semantics, or the table in docs/orders.md',
  run: async ({ client, print }) => {
    const told = await readSemantics(ordersAccessOf(client));
    for (const line of toSemanticsLines(told)) print(` ${line}`);
    for (const limit of told.limits) print(`   limit: ${limit}.`);

    const breaks = (name: string): boolean =>
      told.crashes.some(({ mode, outcome }) => mode === name && outcome !== 'neither');
    return {
      assertions: [
        {
          title: 'at every crash point exactly-once has one effect; each other mode breaks at some',
          holds:
            told.crashes.length === DeliveryMode.options.length * CrashPoint.options.length &&
            DeliveryMode.options.every((mode) => breaks(mode) === (mode !== 'exactly-once')),
          detail: `${told.crashes.length} cells, ${told.limits.length} limits stated`,
        },
      ],
      measured: { semantics: told },
    };
  },
};
