/** Tells what ingestion is told, what it has counted, and what it saves that one function calls the source for all consumers. */

import { LambdaClient } from '@aws-sdk/client-lambda';
import type { IngestionStatus } from '../contracts/admin/ingestion-status.ts';
import { consumerOfFunction } from '../contracts/grid/consumer.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { readIngestionSettings } from '../kit/read-ingestion-settings.ts';
import { readConsumerSources } from './consumers/consumer-sources.ts';
import { decideSourceSaving } from './ingestion/decide-source-saving.ts';
import { readIngestionCounters } from './ingestion/read-ingestion-counters.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const clusterArn = requireVariable(process.env, 'KAFKA_CLUSTER_ARN');
const lambda = new LambdaClient();

const show = async (request: KeyedRequest): Promise<ApiResponse> => {
  const [settings, counters, consumers] = await Promise.all([
    readIngestionSettings(client, table),
    readIngestionCounters(client, table),
    readConsumerSources(lambda, clusterArn),
  ]);
  const readers = consumers.filter(({ functionName }) => consumerOfFunction(functionName) !== undefined);
  const status: IngestionStatus = {
    settings,
    counters,
    saving: decideSourceSaving(readers.length, counters?.calls ?? 0),
  };
  return envelope(request, 200, status, { count: 1 });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(show);
