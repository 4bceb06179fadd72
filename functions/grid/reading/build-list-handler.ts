import type { ZodType } from 'zod';
import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import type { EventKind } from '../../contracts/grid/stored-event.ts';
import type { LimitedRoute } from '../../contracts/route-limits.ts';
import { buildConfigReader } from '../../kit/config-reader.ts';
import { buildDocumentClient } from '../../kit/document-client.ts';
import { requireVariable } from '../../kit/environment.ts';
import { apiKey } from '../../kit/http/api-key.ts';
import type { ApiResponse, KeyedRequest } from '../../kit/http/api-request.ts';
import { envelope } from '../../kit/http/envelope.ts';
import { rateLimit } from '../../kit/http/rate-limit.ts';
import { regionQuery, type WithRegionQuery } from '../../kit/http/region-query.ts';
import { route } from '../../kit/http/route.ts';
import { buildRateLimiter } from '../../kit/rate-limit/rate-limiter.ts';
import { newestEvents } from './newest-events.ts';

type ListRequest = KeyedRequest & WithRegionQuery;

/** A handler that answers the newest events of a kind as analytics has stored them: `?region=NSW1&limit=50`. */
export const buildListHandler = <Event extends GridEvent>(
  path: LimitedRoute,
  kind: EventKind,
  schema: ZodType<Event>,
) => {
  const client = buildDocumentClient();
  const config = buildConfigReader(client, requireVariable(process.env, 'CONFIG_TABLE'));
  const limiter = buildRateLimiter(client, requireVariable(process.env, 'LIMITS_TABLE'), config);
  const table = requireVariable(process.env, 'EVENTS_TABLE');

  const list = async (request: ListRequest): Promise<ApiResponse> => {
    const events = await newestEvents(client, table, kind, schema, request.query);
    return envelope(request, 200, events, { count: events.length, regionFilter: request.query.region });
  };

  return route<ListRequest>()
    .use(apiKey(config, 'grid:read'))
    .use(rateLimit(limiter, path))
    .use(regionQuery())
    .handler(list);
};
