import type { Command } from 'commander';
import type { Instance } from '../targets/instance/instance.ts';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { openOrders } from './client/orders/orders-access.ts';
import { type OrdersVerification, waitForOrders } from './client/orders/verify-orders.ts';
import { type GridVerification, verifyGrid, waitForVerification } from './client/verify-grid.ts';
import { defineCommand } from './define-command.ts';
import { parseSeconds } from './parse-seconds.ts';
import { UsageError } from './usage-error.ts';

const shownIds = 5;

const some = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : `: ${ids.slice(0, shownIds).join(', ')}${ids.length > shownIds ? ' …' : ''}`;

const toGridLines = (result: GridVerification): string[] => [
  `${result.consumer}: ${result.acknowledged} acknowledged, ${result.stored} stored, ${result.folded} folded into aggregates`,
  `  lost             ${result.missing.length}${some(result.missing)}`,
  `  stored twice     ${result.repeated.length}${some(result.repeated)}`,
  `  effects twice    ${Math.max(result.folded - result.stored, 0)}`,
  `  not in this machine's ledger: ${result.unacknowledged.length}${some(result.unacknowledged)}`,
  result.holds ? 'Every acknowledged event is stored, none twice.' : 'It does not hold.',
];

const toOrdersLines = (result: OrdersVerification): string[] => [
  `orders: ${result.acknowledged} acknowledged, ${result.effects} effects in the ledger`,
  `  lost             ${result.missing.length}${some(result.missing)}`,
  `  effects twice    ${result.repeated.length}${some(result.repeated)}`,
  `  read model other than the ledger: ${result.unfolded.length}${some(result.unfolded)}`,
  `  acknowledged to others: ${result.unacknowledged.length}${some(result.unacknowledged)}`,
  `  on their way     ${result.lag}`,
  result.holds ? 'Every acknowledged order has exactly one effect.' : 'It does not hold.',
];

interface Verification {
  readonly data: { readonly holds: boolean };
  readonly lines: readonly string[];
}

const verifications = {
  grid: async (instance: Instance, consumer: string, waitMs: number): Promise<Verification> => {
    const status = await buildInstanceTarget(instance).status();
    const data = await waitForVerification(() => verifyGrid(instance, status, consumer), waitMs);
    return { data, lines: toGridLines(data) };
  },
  orders: async (instance: Instance, _: string, waitMs: number): Promise<Verification> => {
    const data = await waitForOrders(await openOrders(instance), waitMs);
    return { data, lines: toOrdersLines(data) };
  },
} as const;

const parseFlow = (text: string | undefined): keyof typeof verifications => {
  if (text === undefined || text === 'grid') return 'grid';
  if (text === 'orders') return 'orders';
  throw new UsageError(`There is nothing to verify "${text}" by.`, {
    actions: Object.keys(verifications).map((flow) => `./sluice verify ${flow}`),
  });
};

export const defineVerify = (program: Command): Command =>
  defineCommand(program, {
    usage: 'verify [flow]',
    purpose:
      'Judge a flow by its data: acknowledged ids against what is stored and its effects; the grid if none is named.',
    examples: ['./sluice verify', './sluice verify --consumer analytics --wait 30', './sluice verify orders'],
    options: [
      ['--consumer <name>', 'whose store, in the grid flow', 'analytics'],
      ['--wait <seconds>', 'how long events may still be on their way', '10'],
    ],
    parse: (options, [flow]) => ({
      instance: parseInstance(options),
      verify: verifications[parseFlow(flow)],
      consumer: String(options['consumer']),
      waitMs: parseSeconds('--wait', options['wait']) * 1000,
    }),
    run: async ({ instance, verify, consumer, waitMs }) => {
      const { data, lines } = await verify(instance, consumer, waitMs);
      return { data, failed: !data.holds, lines };
    },
  });
