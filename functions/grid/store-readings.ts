/** Stores team A's readings in its own table, each once; poison goes to the dead-letter topic. */

import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import { readingsTopic } from '../contracts/grid/topics.ts';
import { readingsOutput, WeatherReading } from '../contracts/grid/weather-reading.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { buildDeadLetters } from '../kit/kafka/dead-letters.ts';
import { type BatchAnswer, decideFailures } from '../kit/kafka/decide-failures.ts';
import { decodeBatch, type KafkaBatch } from '../kit/kafka/decode-batch.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { logger } from '../kit/logger.ts';
import { readingAddress } from './cutover/reading-stores.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'READINGS_TABLE');
const deadLetters = buildDeadLetters(buildKafka(process.env), readingsOutput);
const contracts = { [readingsTopic]: { '1': WeatherReading } };

/** The first reading of an id stays, as the first event of an id does. */
const storeOnce = async (reading: WeatherReading): Promise<void> => {
  try {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: { ...readingAddress(reading), ...reading },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

const store = async (batch: KafkaBatch): Promise<BatchAnswer> => {
  const decoded = decodeBatch<WeatherReading>(batch, contracts);
  const poison = decoded.filter((record) => record.kind === 'poison');
  if (poison.length > 0) await deadLetters.take(poison);

  // One after the other: of two readings of one id in a batch the first is to stay.
  for (const record of decoded) if (record.kind === 'valid') await storeOnce(record.event);
  logger.info('batch processed', {
    records: decoded.length,
    dead_lettered: poison.length,
    partitions: Object.keys(batch.records),
  });
  return decideFailures(batch, []);
};

export const handler = middy<KafkaBatch, BatchAnswer>().use(injectLambdaContext(logger)).handler(store);
