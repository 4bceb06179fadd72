/** Accepts one order over HTTP: 202 with its id and place once the broker has it, in a transaction where the settings say so. */

import type { AcceptedOrder } from '../contracts/orders/accepted-order.ts';
import { OrderInput } from '../contracts/orders/order-v1.ts';
import { epochMs } from '../kit/clock.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { jsonObject, type WithInput } from '../kit/http/json-object.ts';
import { rateLimit } from '../kit/http/rate-limit.ts';
import { route } from '../kit/http/route.ts';
import { buildKafka } from '../kit/kafka/kafka-client.ts';
import { buildRateLimiter } from '../kit/rate-limit/rate-limiter.ts';
import { buildCrashPoints } from './crashes/crash-points.ts';
import { buildOrderProducer } from './production/order-producer.ts';
import { placeOrder } from './production/place-order.ts';
import { readSettings } from './settings/read-settings.ts';

type AcceptRequest = KeyedRequest & WithInput<OrderInput>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const config = buildConfigReader(client, table);
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const producer = buildOrderProducer(buildKafka(process.env), buildCrashPoints(client, table));

const accept = async (request: AcceptRequest): Promise<ApiResponse> => {
  const settings = await readSettings(config);
  const placed = placeOrder(request.input, request);
  const [place = { partition: -1, offset: -1 }] = await producer.append([placed], settings);
  const accepted: AcceptedOrder = {
    order_id: placed.order.order_id,
    delivery_mode: settings.delivery_mode,
    trace_id: request.correlationId,
    latency_ms: Number((epochMs() - request.receivedMs).toFixed(3)),
    ...place,
  };
  return envelope(request, 202, accepted, { count: 1 });
};

export const handler = route<AcceptRequest>()
  .use(apiKey(config, 'orders:write'))
  .use(rateLimit(limiter, '/v1/orders'))
  .use(jsonObject(OrderInput))
  .handler(accept);
