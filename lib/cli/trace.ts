import type { Command } from 'commander';
import { parseInstance } from './cli-context.ts';
import type { Trace } from './client/build-trace.ts';
import { readTrace } from './client/read-trace.ts';
import { toColumns } from './columns.ts';
import { defineCommand } from './define-command.ts';
import { parseSeconds } from './parse-seconds.ts';

export const toTraceLines = ({ correlationId, hops, totalMs, consumers }: Trace): string[] => {
  if (hops.length === 0) return [`Nothing is known of the correlation id ${correlationId}.`];
  const state = consumers.length === 0 ? 'on its way: no consumer has it yet' : `processed by ${consumers.join(', ')}`;
  return [
    `Correlation id ${correlationId}, ${state}`,
    ...toColumns(
      hops.map(({ at, where, what, durationMs, records, status }) => [
        at.slice(11, 23),
        where,
        what,
        `${durationMs.toFixed(1)} ms`,
        records === undefined ? '' : `${records} record${records === 1 ? '' : 's'}`,
        status,
      ]),
    ),
    `Total ${totalMs.toFixed(1)} ms`,
  ];
};

export const defineTrace = (program: Command): Command =>
  defineCommand(program, {
    usage: 'trace <correlation-id>',
    purpose: 'The way of one request, hop by hop: time, function, duration, records, status, total.',
    examples: ['./sluice trace 6f1c7a52-8f0e-4a35-9d2b-0b7c0e6f4a11', './sluice trace order-4711 --wait 5'],
    options: [['--wait <seconds>', 'how long to wait for a consumer to have it', '2']],
    parse: (options, [correlationId = '']) => ({
      instance: parseInstance(options),
      correlationId,
      waitMs: parseSeconds('--wait', options['wait']) * 1000,
    }),
    run: async ({ instance, correlationId, waitMs }) => {
      const trace = await readTrace(instance, correlationId, waitMs);
      return { data: trace, failed: trace.hops.length === 0, lines: toTraceLines(trace) };
    },
  });
