import type { ListedKey } from '../../contracts/admin/key.ts';
import type { ApiKeyItem } from '../../contracts/api-key.ts';

/** What may be told of a key. */
export const toListedKey = ({ sk, consumer, scopes, createdAt }: ApiKeyItem): ListedKey => ({
  lookup: sk,
  consumer,
  scopes,
  createdAt,
});
