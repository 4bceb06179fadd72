import type { Command } from 'commander';
import { buildLocalTarget } from '../targets/local/local-target.ts';
import { parseInstance } from './cli-context.ts';
import { openSluiceClient } from './client/sluice-client.ts';
import { defineCommand } from './define-command.ts';
import { toEnvironmentLines, toStatusLines } from './status-lines.ts';
import { UsageError } from './usage-error.ts';

const parseFormat = (format: unknown): 'text' | 'env' => {
  if (format === undefined || format === 'text') return 'text';
  if (format === 'env') return 'env';
  throw new UsageError(`-o ${String(format)} is no output of status.`, { actions: ['-o text or -o env'] });
};

export const defineStatus = (program: Command): Command =>
  defineCommand(program, {
    usage: 'status',
    purpose: 'Addresses, what is real and what is emulated, functions, event sources with their lag, memory.',
    examples: ['./sluice status', 'eval "$(./sluice status -o env)"', './sluice status --json'],
    options: [['-o, --output <format>', 'text, or env: lines that a shell can source']],
    parse: (options) => ({ instance: parseInstance(options), format: parseFormat(options['output']) }),
    run: async ({ instance, format }) => {
      const status = await buildLocalTarget(instance).status();
      if (format === 'text') return { data: status, lines: toStatusLines(status) };
      const client = await openSluiceClient(instance, status);
      client.close();
      return { data: status, lines: toEnvironmentLines(status, client.apiKey) };
    },
  });
