import type { Command } from 'commander';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { readDemoKeys } from './client/read-demo-keys.ts';
import { toColumns } from './columns.ts';
import { defineCommand } from './define-command.ts';
import { describeData } from './describe-data.ts';
import { parseTarget, targetOption } from './parse-target.ts';
import { toStatusLines } from './status-lines.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

export const defineUp = (program: Command): Command =>
  defineCommand(program, {
    usage: 'up',
    purpose: 'Bring the application up on this machine, or apply what has changed.',
    examples: [
      './sluice up',
      './sluice up --watch',
      './sluice up --instance rehearsal',
      './sluice up --target localstack --instance stack',
      './sluice up --json',
    ],
    options: [['--watch', 'take over saved handlers and templates at once, until down'], targetOption],
    parse: (options) => ({
      instance: parseInstance(options),
      watch: options['watch'] === true,
      wanted: parseTarget(options),
    }),
    run: async ({ instance, watch, wanted }, print) => {
      const target = buildInstanceTarget(instance);
      const status = await stopOnInterrupt((signal) =>
        target.up(({ text, ms }) => print(`${text} (${(ms / 1000).toFixed(1)} s)`), signal, wanted),
      );
      if (watch) await target.watch();
      const keys = await readDemoKeys(status);
      return {
        data: { ...status, keys },
        lines: [
          ...toStatusLines(status),
          ...toKeyLines(keys),
          '',
          'Next:',
          '  ./sluice demo grid     send a real market day through it and prove by ids that nothing was lost',
          '  ./sluice status        addresses, functions, lag, memory',
          `  ./sluice down          end every process; ${describeData(status)}`,
        ],
      };
    },
  });

const toKeyLines = (keys: Readonly<Record<string, string>>): string[] =>
  Object.keys(keys).length === 0
    ? []
    : ['', 'Keys for showing, in the header X-API-Key:', ...toColumns(Object.entries(keys))];
