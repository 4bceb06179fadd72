/** Accepts 1–500 orders all or none: 202 once their transaction is committed; with `abort` it is aborted, and nobody sees any of them. */

import type { AcceptedBatch } from '../contracts/orders/accepted-order.ts';
import { OrderBatchInput } from '../contracts/orders/order-v1.ts';
import { epochMs } from '../kit/clock.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { FunctionError } from '../kit/function-error.ts';
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

type BatchRequest = KeyedRequest & WithInput<OrderBatchInput>;

class TransactionsOffError extends FunctionError {
  readonly code = 'TRANSACTIONS_OFF';
  override readonly status = 409;
}

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');
const config = buildConfigReader(client, table);
const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
const producer = buildOrderProducer(buildKafka(process.env), buildCrashPoints(client, table));

const acceptBatch = async (request: BatchRequest): Promise<ApiResponse> => {
  const settings = await readSettings(config);
  const { orders, abort } = request.input;
  if (abort && !settings.enable_transactions) {
    throw new TransactionsOffError('Without a transaction nothing can be aborted', {
      actions: ['Set enable_transactions to true by PATCH /v1/orders/config', 'Leave out abort'],
    });
  }
  const placed = orders.map((order) => placeOrder(order, request));
  const places = abort ? await producer.appendAndAbort(placed) : await producer.append(placed, settings);
  const accepted: AcceptedBatch = {
    order_ids: placed.map(({ order }) => order.order_id),
    aborted: abort,
    delivery_mode: settings.delivery_mode,
    trace_id: request.correlationId,
    latency_ms: Number((epochMs() - request.receivedMs).toFixed(3)),
    first_records: places,
  };
  return envelope(request, 202, accepted, { count: placed.length });
};

export const handler = route<BatchRequest>()
  .use(apiKey(config, 'orders:write'))
  .use(rateLimit(limiter, '/v1/orders/batch'))
  .use(jsonObject(OrderBatchInput))
  .handler(acceptBatch);
