import type { Command } from 'commander';
import type { CutoverStatus } from '../../../functions/contracts/admin/cutover-status.ts';
import { Cutover } from '../../../functions/contracts/registry/cutover/cutover-item.ts';
import { parseInstance } from '../cli-context.ts';
import { changeCutover, copyReadings, readCutover } from '../client/cutover-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { parseSeconds } from '../parse-seconds.ts';
import { UsageError } from '../usage-error.ts';

const parseCutover = ({ mode, percent }: Readonly<Record<string, unknown>>): Cutover | undefined => {
  if (mode === undefined && percent === undefined) return undefined;
  const parsed = Cutover.safeParse({
    mode,
    percent: percent === undefined ? (mode === 'new' ? 100 : 0) : percent === '' ? Number.NaN : Number(percent),
  });
  if (parsed.success && (percent === undefined || mode === 'dual')) return parsed.data;
  throw new UsageError(`--mode ${String(mode)} --percent ${String(percent)} is no step of a cutover.`, {
    actions: ['--mode old, dual or new; --percent 0 to 100 goes with dual'],
  });
};

const meanings: Readonly<Record<Cutover['mode'], (percent: number) => string>> = {
  old: () => 'only the old output is written and read',
  dual: (percent) => `both are written, ${percent} % of the keys are read from the new one`,
  new: () => 'only the new output is written and read',
};

export const toCutoverLines = ({ output, cutover, since, behind, parity }: CutoverStatus): string[] =>
  toColumns([
    ['Output', output],
    ['Mode', `${cutover.mode}: ${meanings[cutover.mode](cutover.percent)}`],
    ['Since', since ?? 'the beginning'],
    ['In both', `${parity.compared}, equal ${parity.equal}, different ${parity.differing}`],
    ['In one only', `old ${parity.onlyOld}, new ${parity.onlyNew}`],
    ['There twice', String(parity.repeated)],
    ['Not stored yet', String(behind)],
    ['Parity', parity.holds ? 'holds' : 'does not hold'],
  ]);

export const defineSchemaCutover = (schema: Command): Command =>
  defineCommand(schema, {
    usage: 'cutover',
    purpose: "Team A's old readings and the canonical observations that replace them: how far, and what both hold.",
    examples: [
      './sluice schema cutover',
      './sluice schema cutover --mode dual --percent 25',
      './sluice schema cutover --copy',
      './sluice schema cutover --mode new --wait 30',
    ],
    options: [
      ['--mode <mode>', 'old, dual or new; an output is given up only when the other has everything'],
      ['--percent <n>', 'with --mode dual: how many of the keys are read from the new output'],
      ['--copy', 'first put what only one output has on the topic of the other'],
      ['--wait <seconds>', 'how long to wait for what is on its way', '10'],
    ],
    parse: (options) => ({
      instance: parseInstance(options),
      cutover: parseCutover(options),
      copy: options['copy'] === true,
      waitMs: parseSeconds('--wait', options['wait']) * 1_000,
    }),
    run: async ({ instance, cutover, copy, waitMs }, print) => {
      const { admin } = await openRunning(instance);
      if (copy) {
        const { toOld, toNew, remaining } = await copyReadings(admin, waitMs);
        print(`${toNew} copied to the new output, ${toOld} to the old one, ${remaining} remain`);
      }
      if (cutover !== undefined) await changeCutover(admin, cutover, waitMs);
      const status = await readCutover(admin);
      return { data: status, lines: toCutoverLines(status) };
    },
  });
