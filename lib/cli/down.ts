import type { Command } from 'commander';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { defineCommand } from './define-command.ts';
import { describeData } from './describe-data.ts';

export const defineDown = (program: Command): Command =>
  defineCommand(program, {
    usage: 'down',
    purpose: 'End every process of the instance; its data is kept.',
    examples: ['./sluice down'],
    parse: parseInstance,
    run: async (instance) => {
      const report = await buildInstanceTarget(instance).down();
      const line = report.wasRunning ? `Down; ${describeData(report)}.` : 'Nothing was running.';
      const reaped = report.reaped > 0 ? [`Ended ${report.reaped} process(es) that a dead supervisor had left.`] : [];
      return { data: report, lines: [line, ...reaped] };
    },
  });
