import type { Command } from 'commander';
import { everybodyElse, type ListedLimit } from '../../../functions/contracts/admin/limit.ts';
import { parseInstance } from '../cli-context.ts';
import { listLimits } from '../client/access-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { toLimitLines } from './limit-lines.ts';

/** What holds for a consumer: its own limits, and those of everybody else where it has none. */
const limitsOf = (consumer: string, limits: readonly ListedLimit[]): ListedLimit[] => {
  const own = limits.filter((limit) => limit.consumer === consumer);
  const common = limits.filter(
    (limit) => limit.consumer === everybodyElse && !own.some(({ route }) => route === limit.route),
  );
  return [...own, ...common];
};

export const defineLimitsGet = (limits: Command): Command =>
  defineCommand(limits, {
    usage: 'get [consumer]',
    purpose: 'How often consumers may use the routes: all limits, or those that hold for one consumer.',
    examples: ['./sluice limits get', './sluice limits get analytics-team'],
    parse: (options, [consumer]) => ({ instance: parseInstance(options), consumer }),
    run: async ({ instance, consumer }) => {
      const { admin } = await openRunning(instance);
      const all = await listLimits(admin);
      const shown = consumer === undefined ? all : limitsOf(consumer, all);
      return { data: shown, lines: toLimitLines(shown) };
    },
  });
