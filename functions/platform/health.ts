/** Tells that the gateway reaches its functions; needs no key and asks no store, so that anybody may ask often. */

import type { ApiRequest, ApiResponse } from '../kit/http/api-request.ts';
import { envelope } from '../kit/http/envelope.ts';
import { route } from '../kit/http/route.ts';

const stage = process.env['STAGE'] ?? 'unknown';

const health = async (request: ApiRequest): Promise<ApiResponse> =>
  envelope(request, 200, { status: 'up', stage }, { count: 1 });

export const handler = route<ApiRequest>().handler(health);
