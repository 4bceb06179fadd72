/** Lists the newest weather observations that analytics has stored: `?region=NSW1&limit=50`. */

import { WeatherObservation } from '../contracts/grid/weather-observation-v1.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { rateLimit } from '../kit/http/rate-limit.ts';
import { regionQuery, type WithRegionQuery } from '../kit/http/region-query.ts';
import { route } from '../kit/http/route.ts';
import { buildRateLimiter } from '../kit/rate-limit/rate-limiter.ts';
import { newestEvents } from './reading/newest-events.ts';

type ListRequest = KeyedRequest & WithRegionQuery;

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const table = requireVariable(process.env, 'EVENTS_TABLE');

const list = async (request: ListRequest): Promise<ApiResponse> => {
  const observations = await newestEvents(client, table, 'weather', WeatherObservation, request.query);
  return envelope(request, 200, observations, { count: observations.length, regionFilter: request.query.region });
};

export const handler = route<ListRequest>()
  .use(apiKey(config, 'grid:read'))
  .use(rateLimit(limiter, '/v1/weather/observations'))
  .use(regionQuery())
  .handler(list);
