/** Lists the orders that took effect, the newest first: `?limit=50`. */

import { OrdersQuery } from '../contracts/orders/orders-query.ts';
import type { StoredOrder } from '../contracts/orders/stored-order.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { query, type WithQuery } from '../kit/http/query.ts';
import { route } from '../kit/http/route.ts';
import { buildDatabase } from '../kit/postgres/database.ts';
import { newestOrders } from './reading/order-statements.ts';

type ListRequest = KeyedRequest & WithQuery<OrdersQuery>;

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const database = buildDatabase(process.env);

const list = async (request: ListRequest): Promise<ApiResponse> => {
  const orders: StoredOrder[] = await database.session({ repeatable: true }, (session) =>
    session.run(newestOrders, [request.query.limit]),
  );
  return envelope(request, 200, orders, { count: orders.length });
};

export const handler = route<ListRequest>().use(apiKey(config, 'orders:read')).use(query(OrdersQuery)).handler(list);
