import type { Envelope } from '../../contracts/envelope.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';

/** A successful answer: `{ data, meta }` as JSON. */
export const envelope = <Data>(
  request: ApiRequest,
  statusCode: number,
  data: Data,
  meta: { count: number; regionFilter?: string | undefined },
): ApiResponse => {
  const body: Envelope<Data> = {
    data,
    meta: {
      count: meta.count,
      region_filter: meta.regionFilter ?? null,
      correlation_id: request.correlationId,
      timestamp: new Date().toISOString(),
    },
  };
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
};
