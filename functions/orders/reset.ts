/** Empties the orders flow's tables; records that are still in the topic and were not processed take effect afterwards. */

import type { OrdersReset } from '../contracts/orders/orders-reset.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { logger } from '../kit/logger.ts';
import { buildDatabase } from '../kit/postgres/database.ts';
import { truncate } from './reading/order-statements.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const database = buildDatabase(process.env);

const reset = async (request: KeyedRequest): Promise<ApiResponse> => {
  await database.session({ repeatable: true }, (session) => session.run(truncate));
  logger.info('orders reset');
  const emptied: OrdersReset = { emptied: ['processed_messages', 'orders', 'order_effects', 'processing_log'] };
  return envelope(request, 200, emptied, { count: emptied.emptied.length });
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'admin')).handler(reset);
