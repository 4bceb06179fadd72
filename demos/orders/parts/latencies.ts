import { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { keepOrderSettings } from '../../../lib/cli/client/orders/order-settings.ts';
import { ordersAccessOf } from '../../../lib/cli/client/orders/orders-access.ts';
import type { LatencySummary } from '../../../lib/measure/latency-summary.ts';
import { type ModeLatencies, measureMode } from '../measure-mode.ts';

/** Below what two cores take, so that latency is latency and not a queue. */
const ratePerSecond = 10;
const durationMs = 3_000;
const warmUpMs = 1_000;

/** What the modes cost, side by side, where nothing crashes. */
export const latencies: DemoPart = {
  name: 'latencies',
  title: 'What exactly-once costs',
  talkingPoints: [
    'The same orders at the same rate in each mode; what you see was measured just now, on this machine.',
    'Without a crash the three modes cannot be told apart by their effects: only a failure shows the difference.',
  ],
  backup: './sluice load orders',
  run: async ({ client, signal, print }) => {
    const access = ordersAccessOf(client);
    const measured = await keepOrderSettings(access, async () => {
      const measure = (mode: DeliveryMode, forMs: number): Promise<ModeLatencies> =>
        measureMode(client, access, { mode, ratePerSecond, durationMs: forMs }, signal);
      // Environments that the rate needs are started before anything is measured.
      await measure('exactly-once', warmUpMs);
      const done: ModeLatencies[] = [];
      for (const mode of DeliveryMode.options) done.push(await measure(mode, durationMs));
      return done;
    });
    for (const line of toLines(measured)) print(line);
    return {
      assertions: measured.map(({ mode, sent, acknowledged, effects, toLedger }) => ({
        title: `${mode}: without a crash every order has one effect, and its way was measured`,
        holds: acknowledged === sent && effects.every((each) => each === 1) && toLedger.count >= sent,
        detail: `${effects.reduce((sum, each) => sum + each, 0)} effects of ${sent} orders, ${toLedger.count} measured`,
      })),
      measured: { latencies: measured },
    };
  },
};

const toLines = (measured: readonly ModeLatencies[]): string[] => {
  const cells = ({ p50, p95, p99 }: LatencySummary): string =>
    [p50, p95, p99].map((ms) => ms.toFixed(1).padStart(8)).join('');
  const heads = ['p50', 'p95', 'p99'].map((name) => name.padStart(8)).join('');
  return [
    `   ${ratePerSecond} orders a second, in ms`,
    `   ${''.padEnd(14)}  ${'answer'.padEnd(24)}  gateway to ledger`,
    `   ${'mode'.padEnd(14)}${heads}  ${heads}`,
    ...measured.map(({ mode, answers, toLedger }) => `   ${mode.padEnd(14)}${cells(answers)}  ${cells(toLedger)}`),
  ];
};
