/** Produces one business order several times, each in a record and a transaction of its own: 202 once the broker has all of them. */

import type { RecordPlace, SentCopies } from '../contracts/orders/accepted-order.ts';
import { CopiesInput } from '../contracts/orders/order-v1.ts';
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

type CopiesRequest = KeyedRequest & WithInput<CopiesInput>;

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const config = buildConfigReader(client, table);
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const producer = buildOrderProducer(buildKafka(process.env), buildCrashPoints(client, table));

const duplicate = async (request: CopiesRequest): Promise<ApiResponse> => {
  const settings = await readSettings(config);
  const { copies, ...order } = request.input;
  const placed = placeOrder(order, request);
  const records: RecordPlace[] = [];
  for (let copy = 0; copy < copies; copy += 1) records.push(...(await producer.append([placed], settings)));
  const sent: SentCopies = {
    order_id: placed.order.order_id,
    copies,
    delivery_mode: settings.delivery_mode,
    trace_id: request.correlationId,
    latency_ms: Number((epochMs() - request.receivedMs).toFixed(3)),
    records,
  };
  return envelope(request, 202, sent, { count: 1 });
};

export const handler = route<CopiesRequest>()
  .use(apiKey(config, 'orders:write'))
  .use(rateLimit(limiter, '/v1/orders'))
  .use(jsonObject(CopiesInput))
  .handler(duplicate);
