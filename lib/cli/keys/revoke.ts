import type { Command } from 'commander';
import { lookupOf } from '../../../functions/contracts/api-key.ts';
import { parseInstance } from '../cli-context.ts';
import { revokeKey } from '../client/access-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';

/** The lookup, or the whole key. */
const parseLookup = (text = ''): string => {
  const lookup = lookupOf(text) ?? text;
  if (/^[0-9A-Za-z]{8}$/.test(lookup)) return lookup;
  throw new UsageError(`"${text}" is no lookup of a key.`, {
    actions: ['./sluice keys list shows the lookups: the 8 characters after slc_'],
  });
};

export const defineKeysRevoke = (keys: Command): Command =>
  defineCommand(keys, {
    usage: 'revoke <lookup>',
    purpose: 'Take an API key back: within a second no route takes it any more.',
    examples: ['./sluice keys revoke 3xTq9ZbK'],
    parse: (options, [lookup]) => ({ instance: parseInstance(options), lookup: parseLookup(lookup) }),
    run: async ({ instance, lookup }) => {
      const { admin } = await openRunning(instance);
      const revoked = await revokeKey(admin, lookup);
      return { data: revoked, lines: [`Revoked ${lookup}, a key of ${revoked.consumer}.`] };
    },
  });
