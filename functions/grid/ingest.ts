/** On a schedule, posts the market's present interval to the gateway, with a key of its own, like any client. */

import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import { ClientKeyItem, clientKeyAddress } from '../contracts/config-items.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { logger } from '../kit/logger.ts';
import { postEvents } from './ingestion/post-events.ts';
import { buildRecordedDay } from './ingestion/recorded-day.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const apiUrl = requireVariable(process.env, 'API_URL');
const source = buildRecordedDay();

const ingest = async (): Promise<void> => {
  const { apiKey } = ClientKeyItem.parse(await config.read(clientKeyAddress('grid-ingest')));
  const gateway = { apiUrl, apiKey, correlationId: randomUUID() };

  const { dispatch, weather } = await source.report(Date.now());
  await postEvents(gateway, 'v1/market/dispatch', dispatch);
  await postEvents(gateway, 'v1/weather/observations', weather);
  logger.info('interval ingested', {
    correlation_id: gateway.correlationId,
    dispatch: dispatch.length,
    weather: weather.length,
  });
};

export const handler = middy<unknown, void>().use(injectLambdaContext(logger)).handler(ingest);
