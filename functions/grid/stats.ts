/** Tells how much analytics has stored and what it folded: totals, and average, minimum, maximum by region. */

import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { Aggregate } from '../contracts/grid/aggregate.ts';
import { readModelConsumer } from '../contracts/grid/read-model-consumer.ts';
import { aggregatesPartition, type EventKind } from '../contracts/grid/stored-event.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { rateLimit } from '../kit/http/rate-limit.ts';
import { route } from '../kit/http/route.ts';
import { buildRateLimiter } from '../kit/rate-limit/rate-limiter.ts';
import { decideStats } from './reading/decide-stats.ts';

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const table = requireVariable(process.env, 'AGGREGATES_TABLE');

const stats = async (request: KeyedRequest): Promise<ApiResponse> => {
  const [dispatch, weather] = await Promise.all([
    readAggregates(client, 'dispatch'),
    readAggregates(client, 'weather'),
  ]);
  return envelope(request, 200, decideStats(dispatch, weather), { count: 1 });
};

// At most 30 small items: one page.
const readAggregates = async (from: DynamoDBDocumentClient, kind: EventKind): Promise<Aggregate[]> => {
  const { Items: items = [] } = await from.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': aggregatesPartition(readModelConsumer, kind) },
      ConsistentRead: true,
    }),
  );
  return items.map((item) => Aggregate.parse(item));
};

export const handler = route<KeyedRequest>()
  .use(apiKey(config, 'grid:read'))
  .use(rateLimit(limiter, '/v1/stats'))
  .handler(stats);
