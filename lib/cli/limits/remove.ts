import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { removeLimit } from '../client/access-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { parseTarget } from './parse-target.ts';

export const defineLimitsRemove = (limits: Command): Command =>
  defineCommand(limits, {
    usage: 'remove <consumer> <route>',
    purpose: 'Remove a limit that a consumer has of its own: within a second it is held to what everybody else is.',
    examples: ['./sluice limits remove partner /v1/market/dispatch'],
    parse: (options, [consumer, route]) => ({ instance: parseInstance(options), ...parseTarget(consumer, route) }),
    run: async ({ instance, consumer, route }) => {
      const { admin } = await openRunning(instance);
      const removed = await removeLimit(admin, consumer, route);
      return {
        data: removed,
        lines: [`Removed ${removed.limit} in ${removed.windowSeconds} s of ${consumer} on ${route}.`],
      };
    },
  });
