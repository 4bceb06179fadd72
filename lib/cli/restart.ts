import type { Command } from 'commander';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { defineCommand } from './define-command.ts';
import { describeData } from './describe-data.ts';
import { toStatusLines } from './status-lines.ts';
import { stopOnInterrupt } from './stop-on-interrupt.ts';

export const defineRestart = (program: Command): Command =>
  defineCommand(program, {
    usage: 'restart',
    purpose: 'End every process of the instance and bring it up again on the same data.',
    examples: ['./sluice restart', './sluice restart --instance rehearsal --json'],
    parse: parseInstance,
    run: async (instance, print) => {
      const target = buildInstanceTarget(instance);
      const report = await target.down();
      print(report.wasRunning ? `Down; ${describeData(report)}.` : 'Nothing was running.');
      const status = await stopOnInterrupt((signal) =>
        target.up(({ text, ms }) => print(`${text} (${(ms / 1000).toFixed(1)} s)`), signal),
      );
      return { data: status, lines: toStatusLines(status) };
    },
  });
