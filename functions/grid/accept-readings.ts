/**
 * Accepts team A's readings over HTTP: 1–500 in, 202 with their ids once the broker has them on the topic of every output that the
 * cutover writes. The cutover is read again before the answer, so what is acknowledged is where the last second's mode wants it.
 */

import { readingId, WeatherReading } from '../contracts/grid/weather-reading.ts';
import { type Side, writtenSides } from '../contracts/registry/cutover/decide-cutover.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonBody, type WithItems } from '../kit/http/json-body.ts';
import { rateLimit } from '../kit/http/rate-limit.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildRateLimiter } from '../kit/rate-limit/rate-limiter.ts';
import { buildReadingTopics } from './cutover/append-readings.ts';
import { readCutover } from './cutover/read-cutover.ts';

type ReadingsRequest = KeyedRequest & WithItems<WeatherReading>;

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const topics = buildReadingTopics(buildKafka(process.env));

const accept = async (request: ReadingsRequest): Promise<ApiResponse> => {
  const written = new Set<Side>();
  const missing = async (): Promise<Side[]> =>
    writtenSides((await readCutover(config)).mode).filter((side) => !written.has(side));
  for (let sides = await missing(); sides.length > 0; sides = await missing()) {
    await Promise.all(sides.map((side) => topics.append(side, request.items, request)));
    for (const side of sides) written.add(side);
  }
  return envelope(request, 202, { accepted: request.items.map(readingId) }, { count: request.items.length });
};

export const handler = route<ReadingsRequest>()
  .use(apiKey(config, 'grid:write'))
  .use(rateLimit(limiter, '/v1/weather/observations'))
  .use(jsonBody(WeatherReading))
  .handler(accept);
