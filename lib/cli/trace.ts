import type { Command } from 'commander';
import { parseInstance } from './cli-context.ts';
import { readTrace } from './client/read-trace.ts';
import { toTraceLines } from './client/trace-lines.ts';
import { defineCommand } from './define-command.ts';
import { parseSeconds } from './parse-seconds.ts';

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
