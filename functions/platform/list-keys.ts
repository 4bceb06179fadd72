/** Lists the API keys by what may be told of them: never a key, nor its hash. */

import { ApiKeyItem } from '../contracts/api-key.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { readPartition } from './configuration/read-partition.ts';
import { toListedKey } from './keys/to-listed-key.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

const list = async (request: KeyedRequest): Promise<ApiResponse> => {
  const items = await readPartition(client, table, 'key');
  const keys = items
    .map((item) => toListedKey(ApiKeyItem.parse(item)))
    .toSorted(
      (left, right) => left.consumer.localeCompare(right.consumer) || left.createdAt.localeCompare(right.createdAt),
    );
  return envelope(request, 200, keys, { count: keys.length });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(list);
