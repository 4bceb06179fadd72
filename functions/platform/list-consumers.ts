/** Lists the consumers of the cluster with their event source mappings. Outside the network: Lambda's API is not reached from within. */

import { LambdaClient } from '@aws-sdk/client-lambda';
import type { ListedConsumer } from '../contracts/admin/consumer-listing.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { readConsumerDelay } from './consumers/consumer-delay.ts';
import { readConsumerSources } from './consumers/consumer-sources.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const clusterArn = requireVariable(process.env, 'KAFKA_CLUSTER_ARN');
const lambda = new LambdaClient();

const list = async (request: KeyedRequest): Promise<ApiResponse> => {
  const consumers = await readConsumerSources(lambda, clusterArn);
  const listed: ListedConsumer[] = await Promise.all(
    consumers.map(async (consumer) => ({
      ...consumer,
      delayMs: await readConsumerDelay(client, table, consumer.name),
    })),
  );
  return envelope(request, 200, listed, { count: listed.length });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(list);
