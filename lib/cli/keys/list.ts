import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { listKeys } from '../client/access-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';

export const defineKeysList = (keys: Command): Command =>
  defineCommand(keys, {
    usage: 'list',
    purpose: 'The API keys: whose they are, what they open, since when; never the keys themselves.',
    examples: ['./sluice keys list', './sluice keys list --json'],
    parse: parseInstance,
    run: async (instance) => {
      const { admin } = await openRunning(instance);
      const listed = await listKeys(admin);
      return {
        data: listed,
        lines: toColumns(
          listed.map(({ consumer, lookup, scopes, createdAt }) => [
            consumer,
            `slc_${lookup}_…`,
            scopes.join(' '),
            `since ${createdAt}`,
          ]),
        ),
      };
    },
  });
