/** Counts what the tables hold; on the path `…/duplicates` the orders that have more than one effect or were skipped. */

import type { DuplicateStats, OrderStats } from '../contracts/orders/order-stats.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { buildDatabase } from '../kit/postgres/database.ts';
import type { Session } from '../kit/postgres/statement.ts';
import { duplicatedOrders, stats } from './reading/order-statements.ts';

// Cold start only.
const config = buildConfigReader(buildDocumentClient(), requireVariable(process.env, 'CONFIG_TABLE'));
const database = buildDatabase(process.env);

const count = async (request: KeyedRequest): Promise<ApiResponse> => {
  const answer = await database.session<OrderStats | DuplicateStats | undefined>({ repeatable: true }, (session) =>
    request.path.endsWith('/duplicates') ? readDuplicates(session) : readStats(session),
  );
  return envelope(request, 200, answer, { count: 1 });
};

const readStats = async (session: Session): Promise<OrderStats | undefined> => {
  const [counted] = await session.run(stats);
  return counted;
};

const readDuplicates = async (session: Session): Promise<DuplicateStats> => {
  const counted = await readStats(session);
  return {
    duplicate_effects: counted?.duplicate_effects ?? 0,
    duplicates_skipped: counted?.duplicates_skipped ?? 0,
    orders: await session.run(duplicatedOrders),
  };
};

export const handler = route<KeyedRequest>().use(apiKey(config, 'orders:read')).handler(count);
