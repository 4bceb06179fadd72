import type { Command } from 'commander';
import { KeyRequest } from '../../../functions/contracts/admin/key.ts';
import { KeyScope } from '../../../functions/contracts/api-key.ts';
import { parseInstance } from '../cli-context.ts';
import { createKey } from '../client/access-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';

const parseRequest = (consumer: string | undefined, scopes: unknown): KeyRequest => {
  const parsed = KeyRequest.safeParse({ consumer, scopes: String(scopes).split(',') });
  if (parsed.success) return parsed.data;
  throw new UsageError(`keys create ${consumer ?? ''} --scopes ${String(scopes)} names no key that can be made.`, {
    actions: [
      'name the consumer in at most 40 lower-case letters, digits and hyphens, a letter first',
      `choose --scopes of ${KeyScope.options.join(',')}, separated by commas`,
    ],
  });
};

export const defineKeysCreate = (keys: Command): Command =>
  defineCommand(keys, {
    usage: 'create <consumer>',
    purpose: 'Make an API key for a consumer and show it, this once.',
    examples: ['./sluice keys create partner', './sluice keys create partner --scopes grid:read,grid:write'],
    options: [['--scopes <list>', 'what it opens, separated by commas', 'grid:read']],
    parse: (options, [consumer]) => ({
      instance: parseInstance(options),
      request: parseRequest(consumer, options['scopes']),
    }),
    run: async ({ instance, request }) => {
      const { admin } = await openRunning(instance);
      const created = await createKey(admin, request);
      return {
        data: created,
        lines: [
          created.apiKey,
          `This is the only time that the key of ${created.consumer} is shown. It opens ${created.scopes.join(' and ')}.`,
          `  ./sluice keys revoke ${created.lookup}   takes it back`,
        ],
      };
    },
  });
