/** Makes an API key for a consumer. The answer shows it once; the table keeps its hash. */

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type CreatedKey, KeyRequest } from '../contracts/admin/key.ts';
import { createApiKey } from '../contracts/api-key.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { toListedKey } from './keys/to-listed-key.ts';

type CreateRequest = KeyedRequest & WithInput<KeyRequest>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

const create = async (request: CreateRequest): Promise<ApiResponse> => {
  const { apiKey: key, item } = createApiKey({ ...request.input, createdAt: new Date().toISOString() });
  await client.send(new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }));
  logger.info('key created', { lookup: item.sk, owner: item.consumer, scopes: item.scopes });
  const created: CreatedKey = { ...toListedKey(item), apiKey: key };
  return envelope(request, 201, created, { count: 1 });
};

export const handler = route<CreateRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(KeyRequest))
  .handler(create);
