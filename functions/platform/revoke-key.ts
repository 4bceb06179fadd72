/** Revokes an API key by its lookup: within a second no route takes it any more, and a plain copy that a seed made is gone. */

import { ApiKeyItem } from '../contracts/api-key.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { OwnKeyError, UnknownKeyError } from './keys/key-errors.ts';
import { removeKey } from './keys/remove-key.ts';
import { toListedKey } from './keys/to-listed-key.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const config = buildConfigReader(client, table);

const revoke = async (request: KeyedRequest): Promise<ApiResponse> => {
  const lookup = request.pathParameters?.['lookup'] ?? '';
  if (lookup === request.keyLookup) throw new OwnKeyError(lookup);
  const item = ApiKeyItem.optional().parse(await config.read({ pk: 'key', sk: lookup }));
  if (item === undefined || !(await removeKey(client, table, item))) throw new UnknownKeyError(lookup);
  logger.info('key revoked', { lookup, owner: item.consumer });
  return envelope(request, 200, toListedKey(item), { count: 1 });
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(revoke);
