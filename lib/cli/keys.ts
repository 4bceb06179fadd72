import type { Command } from 'commander';
import { defineCommandGroup } from './define-command-group.ts';
import { defineKeysCreate } from './keys/create.ts';
import { defineKeysList } from './keys/list.ts';
import { defineKeysRevoke } from './keys/revoke.ts';

export const defineKeys = (program: Command): Command => {
  const keys = defineCommandGroup(program, 'keys', 'API keys: who may use the API, and for what.');
  defineKeysList(keys);
  defineKeysCreate(keys);
  defineKeysRevoke(keys);
  return keys;
};
