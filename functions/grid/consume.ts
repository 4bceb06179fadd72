/** Stores one consumer's events and regional aggregates, each event once; which consumer it is says CONSUMER. */

import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { buildDeadLetters } from '../kit/kafka/dead-letters.ts';
import type { BatchAnswer } from '../kit/kafka/decide-failures.ts';
import type { KafkaBatch } from '../kit/kafka/decode-batch.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { logger } from '../kit/logger.ts';
import { processBatch } from './consumption/process-batch.ts';
import { buildLedger } from './ledger/ledger.ts';

// Cold start only.
const consumer = requireVariable(process.env, 'CONSUMER');
const effects = {
  ledger: buildLedger(
    buildDocumentClient(),
    {
      events: requireVariable(process.env, 'EVENTS_TABLE'),
      aggregates: requireVariable(process.env, 'AGGREGATES_TABLE'),
    },
    consumer,
  ),
  deadLetters: buildDeadLetters(buildKafka(process.env), consumer),
};

const consume = async (batch: KafkaBatch): Promise<BatchAnswer> => processBatch(batch, effects);

export const handler = middy<KafkaBatch, BatchAnswer>().use(injectLambdaContext(logger)).handler(consume);
