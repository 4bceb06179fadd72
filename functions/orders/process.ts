/** Gives the orders of the topic their effects, in the delivery mode that the settings say, and appends what became of them. */

import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { topics } from '../contracts/orders/topics.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import type { BatchAnswer } from '../kit/kafka/decide-failures.ts';
import type { KafkaBatch } from '../kit/kafka/decode-batch.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildTopicProducer } from '../kit/kafka/topic-producer.ts';
import { logger } from '../kit/logger.ts';
import { buildDatabase } from '../kit/postgres/database.ts';
import { buildCrashPoints } from './crashes/crash-points.ts';
import { toResultRecord } from './processing/order-results.ts';
import { processBatch } from './processing/process-batch.ts';
import { readSettings } from './settings/read-settings.ts';

// Cold start only.
const environmentId = randomUUID();
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const config = buildConfigReader(client, table);
const effects = {
  database: buildDatabase(process.env, { connectDeadlineMs: 20_000 }),
  crashes: buildCrashPoints(client, table),
  results: buildTopicProducer(buildKafka(process.env), topics.orderResults, toResultRecord),
};

const processOrders = async (batch: KafkaBatch, { awsRequestId: invocationId }: Context): Promise<BatchAnswer> => {
  const settings = await readSettings(config);
  return processBatch(batch, effects, settings, { mode: settings.delivery_mode, environmentId, invocationId });
};

export const handler = middy<KafkaBatch, BatchAnswer>().use(injectLambdaContext(logger)).handler(processOrders);
