import type { Command } from 'commander';
import type { Instance } from '../targets/local/instance.ts';
import { buildLocalTarget, InterruptedError } from '../targets/local/local-target.ts';
import { parseInstance } from './cli-context.ts';
import type { Demo, DemoReport } from './client/demo.ts';
import { openSluiceClient } from './client/sluice-client.ts';
import { toColumns } from './columns.ts';
import { defineCommand, type Print } from './define-command.ts';
import { toStatusLines } from './status-lines.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import { UsageError } from './usage-error.ts';

interface DemoOptions {
  readonly instance: Instance;
  readonly demo: Demo;
  readonly down: boolean;
}

const parseDemo = (demos: readonly Demo[], name = ''): Demo => {
  const demo = demos.find(({ flow }) => flow === name);
  if (demo) return demo;
  throw new UsageError(`There is no demo "${name}".`, { actions: demos.map(({ flow }) => `./sluice demo ${flow}`) });
};

export const defineDemo = (program: Command, demos: readonly Demo[]): Command =>
  defineCommand(program, {
    usage: 'demo <flow>',
    purpose:
      'Bring the application up where it is not, show one flow with measured figures, and check every statement.',
    examples: ['./sluice demo grid', './sluice demo grid --down', './sluice demo grid --json'],
    options: [['--down', 'end every process afterwards']],
    parse: (options, [flow]): DemoOptions => ({
      instance: parseInstance(options),
      demo: parseDemo(demos, flow),
      down: options['down'] === true,
    }),
    run: async (options, print) => {
      const report = await stopOnInterrupt((signal) => runDemo(options, print, signal));
      return {
        data: report,
        failed: report.assertions.some(({ holds }) => !holds),
        lines: [
          '',
          ...toColumns(report.assertions.map(({ title, holds, detail }) => [holds ? 'ok' : 'FAILED', title, detail])),
          '',
          ...(options.down ? ['Everything has been ended; the data is kept.'] : nextCommands),
        ],
      };
    },
  });

const nextCommands = [
  'The stack is still up. Next:',
  '  ./sluice verify              acknowledged ids against stored ids, again',
  '  ./sluice logs --follow       what the functions say',
  '  ./sluice status              addresses, lag, memory',
  '  ./sluice down                end every process; data is kept',
];

const runDemo = async (
  { instance, demo, down }: DemoOptions,
  print: Print,
  signal: AbortSignal,
): Promise<DemoReport> => {
  const target = buildLocalTarget(instance);
  try {
    const status = await target.up(({ text, ms }) => print(`${text} (${(ms / 1000).toFixed(1)} s)`), signal);
    for (const line of toStatusLines(status)) print(line);
    const client = await openSluiceClient(instance, status);
    try {
      const report = await demo.run({ client, signal, print });
      if (signal.aborted) throw new InterruptedError('Stopped; nothing is left running.');
      if (down) await target.down();
      return report;
    } finally {
      client.close();
    }
  } catch (error) {
    if (signal.aborted || down) await target.down();
    if (signal.aborted) throw new InterruptedError('Stopped; nothing is left running.', { cause: error });
    throw error;
  }
};
