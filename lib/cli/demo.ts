import type { Command } from 'commander';
import type { Instance } from '../targets/instance/instance.ts';
import type { InstanceStatus } from '../targets/instance/instance-status.ts';
import { buildInstanceTarget, InterruptedError } from '../targets/instance/instance-target.ts';
import type { TargetName } from '../targets/target-name.ts';
import { parseInstance } from './cli-context.ts';
import type { Demo } from './client/demo.ts';
import { openSluiceClient } from './client/sluice-client.ts';
import { toColumns } from './columns.ts';
import { defineCommand, type Print } from './define-command.ts';
import { describeData } from './describe-data.ts';
import { parseSeconds } from './parse-seconds.ts';
import { parseTarget, targetOption } from './parse-target.ts';
import type { Advance } from './presenter.ts';
import { type PartOutcome, runDemoParts } from './run-demo-parts.ts';
import { toStatusLines } from './status-lines.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';
import { UsageError } from './usage-error.ts';

interface DemoOptions {
  readonly instance: Instance;
  readonly demo: Demo;
  readonly wanted: TargetName | undefined;
  readonly down: boolean;
  readonly talk: boolean;
  readonly advance: Advance;
}

const parseDemo = (demos: readonly Demo[], name: string, only: unknown): Demo => {
  const demo = demos.find(({ flow }) => flow === name);
  if (!demo)
    throw new UsageError(`There is no demo "${name}".`, { actions: demos.map(({ flow }) => `./sluice demo ${flow}`) });
  if (only === undefined) return demo;
  const part = demo.parts.find((each) => each.name === only);
  if (part) return { ...demo, parts: [part] };
  throw new UsageError(`The demo "${name}" has no part "${String(only)}".`, {
    actions: demo.parts.map((each) => `./sluice demo ${name} --part ${each.name}`),
  });
};

/** Nobody is asked where nobody can answer: without a terminal, or for a program, parts follow at once. */
const parseAdvance = (auto: unknown, json: boolean): Advance => {
  if (auto !== undefined) return { kind: 'after', ms: parseSeconds('--auto', String(auto).replace(/s$/, '')) * 1000 };
  return process.stdin.isTTY && process.stderr.isTTY && !json ? { kind: 'on-enter' } : { kind: 'at-once' };
};

export const defineDemo = (program: Command, demos: readonly Demo[]): Command =>
  defineCommand(program, {
    usage: 'demo <flow>',
    purpose: 'Bring the application up where it is not, show one flow part by part, and check every statement.',
    examples: [
      './sluice demo grid',
      './sluice demo grid --talk --auto 5s',
      './sluice demo grid --part day --down',
      './sluice demo grid --json',
      './sluice demo orders --talk',
      './sluice demo grid --target localstack --instance stack',
    ],
    options: [
      ['--auto <seconds>', 'go on by itself after so many seconds; with a terminal ENTER steps otherwise'],
      ['--talk', 'show talking points'],
      ['--part <name>', 'only this part'],
      ['--down', 'end every process afterwards'],
      targetOption,
    ],
    parse: (options, [flow = '']): DemoOptions => ({
      instance: parseInstance(options),
      demo: parseDemo(demos, flow, options['part']),
      wanted: parseTarget(options),
      down: options['down'] === true,
      talk: options['talk'] === true,
      advance: parseAdvance(options['auto'], options['json'] === true),
    }),
    run: async (options, print) => {
      const { parts, readyInMs, ...data } = await stopOnInterrupt((signal) => runDemo(options, print, signal));
      const assertions = parts.flatMap((part) => part.assertions);
      const total = parts.reduce((sum, { seconds }) => sum + seconds, 0);
      return {
        data: { readyInMs, assertions, parts, measured: Object.assign({}, ...parts.map(({ measured }) => measured)) },
        failed: assertions.some(({ holds }) => !holds),
        lines: [
          '',
          ...toColumns(assertions.map(({ title, holds, detail }) => [holds ? 'ok' : 'FAILED', title, detail])),
          '',
          ...toColumns([
            ...parts.map(({ title, seconds }) => [title, `${seconds.toFixed(1)} s`]),
            ['together', `${total.toFixed(1)} s`],
          ]),
          '',
          ...(options.down ? [`Everything has been ended; ${describeData(data)}.`] : toNextLines(options.demo, data)),
        ],
      };
    },
  });

const toNextLines = ({ verify }: Demo, data: Pick<InstanceStatus, 'keepsData'>): string[] => [
  'The stack is still up. Next:',
  `  ${verify.padEnd(29)}acknowledged ids against stored ids, again`,
  '  ./sluice logs --follow       what the functions say',
  '  ./sluice status              addresses, lag, memory',
  `  ./sluice down                end every process; ${describeData(data)}`,
];

interface DemoOutcome {
  readonly readyInMs: number | null;
  readonly keepsData: boolean;
  readonly parts: readonly PartOutcome[];
}

const runDemo = async (
  { instance, demo, wanted, down, talk, advance }: DemoOptions,
  print: Print,
  signal: AbortSignal,
): Promise<DemoOutcome> => {
  const target = buildInstanceTarget(instance);
  try {
    const status = await target.up(({ text, ms }) => print(`${text} (${(ms / 1000).toFixed(1)} s)`), signal, wanted);
    for (const line of toStatusLines(status)) print(line);
    const client = await openSluiceClient(instance, status);
    try {
      const parts = await runDemoParts(demo, { client, signal, print }, { advance, talk });
      if (signal.aborted) throw new InterruptedError('Stopped; nothing is left running.');
      if (down) await target.down();
      return { readyInMs: status.readyInMs, keepsData: status.keepsData, parts };
    } finally {
      client.close();
    }
  } catch (error) {
    if (signal.aborted || down) await target.down();
    if (signal.aborted) throw new InterruptedError('Stopped; nothing is left running.', { cause: error });
    throw error;
  }
};
