/**
 * Lists the newest readings in team A's own shape, `?region=NSW1&limit=50`, from the output that the cutover chooses for each;
 * the header X-Served-From counts them. Team A's readers see the same before, during and after the cutover.
 */

import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { WeatherReading } from '../contracts/grid/weather-reading.ts';
import { type Side, writtenSides } from '../contracts/registry/cutover/decide-cutover.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { rateLimit } from '../kit/http/rate-limit.ts';
import { regionQuery, type WithRegionQuery } from '../kit/http/region-query.ts';
import { route } from '../kit/http/route.ts';
import { metrics } from '../kit/metrics.ts';
import { buildRateLimiter } from '../kit/rate-limit/rate-limiter.ts';
import { decideAnswer } from './cutover/decide-answer.ts';
import { readCutover } from './cutover/read-cutover.ts';
import { buildReadingStores } from './cutover/reading-stores.ts';

type ListRequest = KeyedRequest & WithRegionQuery;

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const stores = buildReadingStores(client, {
  readings: requireVariable(process.env, 'READINGS_TABLE'),
  events: requireVariable(process.env, 'EVENTS_TABLE'),
});

const list = async (request: ListRequest): Promise<ApiResponse> => {
  const { region, limit } = request.query;
  const cutover = await readCutover(config);
  const sides = writtenSides(cutover.mode);
  const read = async (side: Side): Promise<WeatherReading[]> =>
    sides.includes(side) ? stores.read(side, region, limit) : [];
  const [old, fresh] = await Promise.all([read('old'), read('new')]);

  const { readings, served, mismatches } = decideAnswer(cutover, { old, new: fresh }, limit);
  if (sides.length === 2) {
    metrics.addMetric('ShadowMismatches', MetricUnit.Count, mismatches);
    metrics.publishStoredMetrics();
  }
  request.answerHeaders['X-Served-From'] = `old=${served.old}, new=${served.new}`;
  return envelope(request, 200, readings, { count: readings.length, regionFilter: region });
};

export const handler = route<ListRequest>()
  .use(apiKey(config, 'grid:read'))
  .use(rateLimit(limiter, '/v1/weather/observations'))
  .use(regionQuery())
  .handler(list);
