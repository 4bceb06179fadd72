/** Accepts weather observations over HTTP: 1–500 in, 202 with their ids once the broker has them all. */

import { topics } from '../contracts/grid/topics.ts';
import { type WeatherObservation, WeatherObservationInput } from '../contracts/grid/weather-observation-v1.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { jsonBody, type WithItems } from '../kit/http/json-body.ts';
import { rateLimit } from '../kit/http/rate-limit.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildTopicProducer } from '../kit/kafka/topic-producer.ts';
import { buildRateLimiter } from '../kit/rate-limit/rate-limiter.ts';
import { acceptEvents, knownBy } from './acceptance/accept-events.ts';
import { type AcceptedEvent, toGridRecord } from './acceptance/to-grid-record.ts';

type WeatherRequest = KeyedRequest & WithItems<WeatherObservationInput>;

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const observations = buildTopicProducer<AcceptedEvent<WeatherObservation>>(
  buildKafka(process.env),
  topics.weatherObservations,
  toGridRecord,
);

const accept = async (request: WeatherRequest): Promise<ApiResponse> =>
  acceptEvents(
    request,
    request.items.map((item) => ({ event_type: 'WeatherObservation', ...knownBy(request), ...item })),
    observations,
  );

export const handler = route<WeatherRequest>()
  .use(apiKey(config, 'grid:write'))
  .use(rateLimit(limiter, '/v1/weather/observations'))
  .use(jsonBody(WeatherObservationInput))
  .handler(accept);
