/** Pauses, resumes or slows one consumer. Its mappings change state by themselves after the answer, which tells the state so far. */

import { LambdaClient } from '@aws-sdk/client-lambda';
import { ConsumerChange, type ListedConsumer } from '../contracts/admin/consumer-listing.ts';
import { consumerOfFunction } from '../contracts/grid/consumer.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { route } from '../kit/http/route.ts';
import { readConsumerDelay, writeConsumerDelay } from './consumers/consumer-delay.ts';
import { readConsumerSources } from './consumers/consumer-sources.ts';
import { NotSlowedError } from './consumers/not-slowed-error.ts';
import { switchSource } from './consumers/switch-source.ts';
import { UnknownConsumerError } from './consumers/unknown-consumer-error.ts';

type ChangeRequest = KeyedRequest & WithInput<ConsumerChange>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const clusterArn = requireVariable(process.env, 'KAFKA_CLUSTER_ARN');
const lambda = new LambdaClient();

const find = async (name = '') => {
  const consumers = await readConsumerSources(lambda, clusterArn);
  const found = consumers.find((consumer) => consumer.name === name);
  if (found === undefined) throw new UnknownConsumerError(name, consumers);
  return found;
};

const change = async (request: ChangeRequest): Promise<ApiResponse> => {
  const { name, functionName, sources } = await find(request.pathParameters?.['name']);
  const { enabled, delayMs } = request.input;
  if (delayMs !== undefined && consumerOfFunction(functionName) === undefined) throw new NotSlowedError(name);

  if (delayMs !== undefined) await writeConsumerDelay(client, table, name, delayMs);
  if (enabled !== undefined) {
    for (const { uuid } of sources) await switchSource(lambda, uuid, enabled);
  }

  const changed: ListedConsumer = { ...(await find(name)), delayMs: await readConsumerDelay(client, table, name) };
  return envelope(request, 200, changed, { count: 1 });
};

export const handler = route<ChangeRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .use(jsonObject(ConsumerChange))
  .handler(change);
