/**
 * On a schedule and whenever it is invoked, posts the market's present interval to the gateway, with a key of its own, like any
 * client: real figures where the source gives them, simulated ones where it does not, so that events keep coming.
 */

import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import { ClientKeyItem, clientKeyAddress } from '../contracts/config-items.ts';
import type { IngestionRun, SourceSetting } from '../contracts/grid/ingestion.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { logger } from '../kit/logger.ts';
import { metrics } from '../kit/metrics.ts';
import { readIngestionSettings } from '../kit/read-ingestion-settings.ts';
import { countRun } from './ingestion/count-run.ts';
import { decideReport } from './ingestion/decide-report.ts';
import { injectFailure } from './ingestion/inject-failure.ts';
import { buildLiveSource } from './ingestion/live-source.ts';
import type { MarketSource } from './ingestion/market-source.ts';
import { postEvents } from './ingestion/post-events.ts';
import { readRecordedDay } from './ingestion/recorded-day.ts';
import { simulateReport } from './ingestion/simulate-report.ts';
import { buildSourceGuard, type SourceReading } from './ingestion/source-guard.ts';

// Cold start only.
const client = buildDocumentClient();
const configTable = requireVariable(process.env, 'CONFIG_TABLE');
const apiUrl = requireVariable(process.env, 'API_URL');
const config = buildConfigReader(client, configTable);
const day = readRecordedDay();
const guard = buildSourceGuard();

const toSource = (setting: SourceSetting): MarketSource => {
  switch (setting.kind) {
    case 'recorded':
      return { readInterval: async (nowMs) => decideReport(day, nowMs) };
    case 'live':
      return buildLiveSource(setting.url);
  }
};

const ingest = async (): Promise<IngestionRun> => {
  const nowMs = Date.now();
  const gateway = {
    apiUrl,
    apiKey: ClientKeyItem.parse(await config.read(clientKeyAddress('grid-ingest'))).apiKey,
    correlationId: randomUUID(),
  };
  const { source, failure } = await readIngestionSettings(client, configTable);

  const reading = await guard.read(injectFailure(toSource(source), failure), nowMs);
  await countRun(client, configTable, reading, nowMs);
  measure(reading);

  const { eventTime, dispatch, weather } = reading.report ?? simulateReport(day, nowMs);
  await postEvents(gateway, 'v1/market/dispatch', dispatch);
  await postEvents(gateway, 'v1/weather/observations', weather);

  const run: IngestionRun = {
    correlationId: gateway.correlationId,
    figures: reading.report === undefined ? 'simulated' : source.kind,
    eventTime,
    dispatch: dispatch.length,
    weather: weather.length,
    calls: reading.calls,
    failures: reading.failures,
    breaker: reading.breaker,
    cause: reading.error?.message ?? null,
  };
  logger.info('interval ingested', { correlation_id: run.correlationId, ...run });
  return run;
};

const measure = ({ report, error, calls, failures }: SourceReading): void => {
  metrics.addMetric('SourceCalls', MetricUnit.Count, calls);
  metrics.addMetric('SourceFailures', MetricUnit.Count, failures);
  metrics.addMetric('SourceFallbacks', MetricUnit.Count, report === undefined ? 1 : 0);
  metrics.publishStoredMetrics();
  if (error !== undefined) logger.warn('the source gave no figures; simulated ones are sent', { error });
};

export const handler = middy<unknown, IngestionRun>().use(injectLambdaContext(logger)).handler(ingest);
