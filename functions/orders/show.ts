/** Tells of one order its read model, its marker and every step that attempts took with it; 404 for one that never came. */

import { OrderId } from '../contracts/orders/order-v1.ts';
import type { OrderHistory } from '../contracts/orders/stored-order.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { FunctionError } from '../kit/function-error.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildDatabase } from '../kit/postgres/database.ts';
import { marker, oneOrder, stepsOfOrder } from './reading/order-statements.ts';

class UnknownOrderError extends FunctionError {
  readonly code = 'UNKNOWN_ORDER';
  override readonly status = 404;
  override readonly retryable = true;
}

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const database = buildDatabase(process.env);

const show = async (request: KeyedRequest): Promise<ApiResponse> => {
  const id = request.pathParameters?.['id'] ?? '';
  const history = OrderId.safeParse(id).success ? await readHistory(id) : undefined;
  if (history === undefined) {
    throw new UnknownOrderError('No record of the order has been processed', {
      actions: ['Ask again in a second, for an order that was just accepted', 'Correct the id'],
    });
  }
  return envelope(request, 200, history, { count: 1 });
};

const readHistory = (id: string): Promise<OrderHistory | undefined> =>
  database.session({ repeatable: true }, async (session) => {
    const [order = null] = await session.run(oneOrder, [id]);
    const marked = (await session.run(marker, [id])).length > 0;
    const steps = await session.run(stepsOfOrder, [id]);
    return order === null && !marked && steps.length === 0 ? undefined : { order_id: id, order, marked, steps };
  });

export const handler = route<KeyedRequest>().use(apiKey(config, 'orders:read')).handler(show);
