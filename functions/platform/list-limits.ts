/** Lists what each consumer may do on each route: its own limits, and those of everybody else. */

import { everybodyElse, type ListedLimit } from '../contracts/admin/limit.ts';
import { LimitedRoute, routeLimits } from '../contracts/route-limits.ts';
import { buildConfigReader } from '../kit/config-reader.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { apiKey } from '../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';
import { readPartition } from './configuration/read-partition.ts';
import { toListedLimits } from './limits/to-listed-limits.ts';

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

const list = async (request: KeyedRequest): Promise<ApiResponse> => {
  const own = toListedLimits(await readPartition(client, table, 'limit'));
  const limits: ListedLimit[] = [
    ...LimitedRoute.options.map((each) => ({ consumer: everybodyElse, route: each, ...routeLimits[each] })),
    ...own,
  ];
  return envelope(request, 200, limits, { count: limits.length });
};

export const handler = route<KeyedRequest>()
  .use(apiKey(buildConfigReader(client, table), 'admin'))
  .handler(list);
