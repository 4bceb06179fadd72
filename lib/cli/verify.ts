import type { Command } from 'commander';
import { buildLocalTarget } from '../targets/local/local-target.ts';
import { parseInstance } from './cli-context.ts';
import { type GridVerification, verifyGrid, waitForVerification } from './client/verify-grid.ts';
import { defineCommand } from './define-command.ts';
import { parseSeconds } from './parse-seconds.ts';

const shownIds = 5;

const toVerificationLines = (result: GridVerification): string[] => {
  const some = (ids: readonly string[]): string =>
    ids.length === 0 ? '' : `: ${ids.slice(0, shownIds).join(', ')}${ids.length > shownIds ? ' …' : ''}`;
  return [
    `${result.consumer}: ${result.acknowledged} acknowledged, ${result.stored} stored, ${result.folded} folded into aggregates`,
    `  lost             ${result.missing.length}${some(result.missing)}`,
    `  stored twice     ${result.repeated.length}${some(result.repeated)}`,
    `  effects twice    ${Math.max(result.folded - result.stored, 0)}`,
    `  not in this machine's ledger: ${result.unacknowledged.length}${some(result.unacknowledged)}`,
    result.holds ? 'Every acknowledged event is stored, none twice.' : 'It does not hold.',
  ];
};

export const defineVerify = (program: Command): Command =>
  defineCommand(program, {
    usage: 'verify',
    purpose: 'Judge the grid flow by its data: acknowledged ids against stored ids and their effects.',
    examples: ['./sluice verify', './sluice verify --consumer analytics --wait 30'],
    options: [
      ['--consumer <name>', 'whose store', 'analytics'],
      ['--wait <seconds>', 'how long events may still be on their way', '10'],
    ],
    parse: (options) => ({
      instance: parseInstance(options),
      consumer: String(options['consumer']),
      waitMs: parseSeconds('--wait', options['wait']) * 1000,
    }),
    run: async ({ instance, consumer, waitMs }) => {
      const status = await buildLocalTarget(instance).status();
      const result = await waitForVerification(() => verifyGrid(instance, status, consumer), waitMs);
      return { data: result, failed: !result.holds, lines: toVerificationLines(result) };
    },
  });
