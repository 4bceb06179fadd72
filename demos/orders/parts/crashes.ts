import type { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { keepOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import { checkCrash } from '../check-crash.ts';
import { type CrashRun, runCrash } from '../run-crash.ts';

const point = 'between-writes';
const orders = 10;
const betweenMs = 300;
/** The one that is to hold comes first; the two that have to break are its control. */
const modes: readonly DeliveryMode[] = ['exactly-once', 'at-least-once', 'at-most-once'];

/** The same ten orders and the same crash in each mode, counted in the ledger. */
export const crashes: DemoPart = {
  name: 'crashes',
  title: 'Ten orders and one crash, in each of the three modes',
  talkingPoints: [
    'The consumer kills itself between its two writes, by a real SIGKILL; nothing of it runs on, no handler cleans up.',
    'Kafka delivers the batch again to another execution environment; the mode alone decides what that means.',
    'The other two modes are the control: were they to give ten effects as well, this experiment would prove nothing, and fails.',
  ],
  backup: './sluice orders crash between-writes, an order, and ./sluice orders stats',
  run: async ({ client, signal, print }) => {
    const access = ordersAccessOf(client);
    const runs = await keepOrderSettings(access, async () => {
      const done: CrashRun[] = [];
      for (const mode of modes) {
        const run = await runCrash(client, access, { mode, point, orders, betweenMs }, signal);
        for (const line of toLines(run)) print(line);
        done.push(run);
      }
      return done;
    });
    const exact = runs.filter(({ mode }) => mode === 'exactly-once');
    // Only what exactly-once has processed is held to one effect afterwards: the control runs are judged here.
    await client.recordAcknowledged(
      'orders',
      exact.flatMap(({ trails }) => trails.map(({ orderId }) => orderId)),
    );
    return { assertions: runs.flatMap(checkCrash), measured: { crashes: runs } };
  },
};

const toLines = ({ mode, acknowledged, trails, times }: CrashRun): string[] => {
  const rows = trails.reduce((sum, { effects }) => sum + effects, 0);
  const twice = trails.filter(({ effects }) => effects > 1).length;
  const lost = trails.filter(({ effects }) => effects === 0).length;
  const seconds = (ms: number | undefined): string => (ms === undefined ? 'not seen' : `${ms} ms later`);
  return [
    `   ${mode.padEnd(14)}${acknowledged} orders → ${rows} effects: ${twice} twice, ${lost} lost`,
    ...(times === undefined
      ? ['     no crash is in the log']
      : [
          `     ${times.crashedAt.slice(11, 23)} killed at ${point} with ${times.hit} order(s) in hand`,
          `     delivered again ${seconds(times.redeliveredMs)}, dealt with ${seconds(times.recoveredMs)}`,
        ]),
  ];
};
