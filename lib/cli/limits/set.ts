import type { Command } from 'commander';
import { RateLimit } from '../../../functions/contracts/rate-limit.ts';
import { parseInstance } from '../cli-context.ts';
import { setLimit } from '../client/access-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { toLimitLines } from './limit-lines.ts';
import { parseTarget } from './parse-target.ts';

const parseRule = (options: Readonly<Record<string, unknown>>): RateLimit => {
  const parsed = RateLimit.safeParse({
    algorithm: options['algorithm'],
    limit: Number(options['limit'] ?? Number.NaN),
    windowSeconds: Number(options['window']),
  });
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '), {
    actions: ['--limit 100 --window 60 --algorithm fixed-window, sliding-log (at most 1000) or token-bucket'],
  });
};

export const defineLimitsSet = (limits: Command): Command =>
  defineCommand(limits, {
    usage: 'set <consumer> <route>',
    purpose: 'Change how often one consumer may use one route; it holds within a second.',
    examples: [
      './sluice limits set analytics-team /v1/market/dispatch --limit 20',
      './sluice limits set partner /v1/stats --limit 5 --window 10 --algorithm sliding-log',
    ],
    options: [
      ['--limit <requests>', 'how many requests in a window'],
      ['--window <seconds>', 'how long a window is', '60'],
      ['--algorithm <name>', 'fixed-window, sliding-log or token-bucket', 'fixed-window'],
    ],
    parse: (options, [consumer, route]) => ({
      instance: parseInstance(options),
      ...parseTarget(consumer, route),
      rule: parseRule(options),
    }),
    run: async ({ instance, consumer, route, rule }) => {
      const { admin } = await openRunning(instance);
      const limit = await setLimit(admin, consumer, route, rule);
      return { data: limit, lines: toLimitLines([limit]) };
    },
  });
