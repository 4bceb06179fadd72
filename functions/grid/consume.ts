/** Stores one consumer's events and regional aggregates, each event once; which consumer it is says CONSUMER. */

import { setTimeout as pause } from 'node:timers/promises';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { buildDeadLetters } from '../kit/kafka/dead-letters.ts';
import type { BatchAnswer } from '../kit/kafka/decide-failures.ts';
import type { KafkaBatch } from '../kit/kafka/decode-batch.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { logger } from '../kit/logger.ts';
import { readInjectedDelay } from './consumption/injected-delay.ts';
import { processBatch } from './consumption/process-batch.ts';
import { buildLedger } from './ledger/ledger.ts';

// Cold start only.
const consumer = requireVariable(process.env, 'CONSUMER');
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const effects = {
  ledger: buildLedger(
    client,
    {
      events: requireVariable(process.env, 'EVENTS_TABLE'),
      aggregates: requireVariable(process.env, 'AGGREGATES_TABLE'),
    },
    consumer,
  ),
  deadLetters: buildDeadLetters(buildKafka(process.env), consumer),
};

const consume = async (batch: KafkaBatch): Promise<BatchAnswer> => {
  const [answer, delayMs] = await Promise.all([processBatch(batch, effects), readInjectedDelay(config, consumer)]);
  if (delayMs > 0) await pause(delayMs);
  return answer;
};

export const handler = middy<KafkaBatch, BatchAnswer>().use(injectLambdaContext(logger)).handler(consume);
