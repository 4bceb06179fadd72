/** Sets what one consumer may do on one route; within a second every request is held to it. */

import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { ListedLimit } from '../contracts/admin/limit.ts';
import { type LimitItem, limitAddress, RateLimit } from '../contracts/rate-limit.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { parseLimitTarget } from './limits/parse-limit-target.ts';

type SetRequest = KeyedRequest & WithInput<RateLimit>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

const set = async (request: SetRequest): Promise<ApiResponse> => {
  const target = parseLimitTarget(request.pathParameters);
  const item: LimitItem = { ...limitAddress(target.consumer, target.route), ...request.input };
  await client.send(new PutCommand({ TableName: table, Item: item }));
  const limit: ListedLimit = { ...target, ...request.input };
  logger.info('limit set', { changed: limit });
  return envelope(request, 200, limit, { count: 1 });
};

export const handler = route<SetRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(RateLimit))
  .handler(set);
