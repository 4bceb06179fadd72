/** Accepts market dispatch events over HTTP: 1–500 in, 202 with their ids once the broker has them all. */

import { type MarketDispatchEvent, MarketDispatchInput } from '../contracts/grid/market-dispatch-event-v1.ts';
import { topics } from '../contracts/grid/topics.ts';
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

type DispatchRequest = KeyedRequest & WithItems<MarketDispatchInput>;

// Cold start only.
const client = buildDocumentClient();
const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const dispatch = buildTopicProducer<AcceptedEvent<MarketDispatchEvent>>(
  buildKafka(process.env),
  topics.marketDispatch,
  toGridRecord,
);

const accept = async (request: DispatchRequest): Promise<ApiResponse> =>
  acceptEvents(
    request,
    request.items.map((item) => ({ event_type: 'MarketDispatchEvent', ...knownBy(request), ...item })),
    dispatch,
  );

export const handler = route<DispatchRequest>()
  .use(apiKey(config, 'grid:write'))
  .use(rateLimit(limiter, '/v1/market/dispatch'))
  .use(jsonBody(MarketDispatchInput))
  .handler(accept);
