import type { MiddlewareObj } from '@middy/core';
import { epochMs } from '../clock.ts';
import { logger } from '../logger.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';

/** Stamps T0, tells the function's own time in X-Response-Time (`12.3ms`) and logs one line for each answer. */
export const responseTime = (): MiddlewareObj<ApiRequest, ApiResponse> => {
  const answer = ({ event, response }: { event: ApiRequest; response: ApiResponse | null | undefined }) => {
    const durationMs = Number((epochMs() - event.receivedMs).toFixed(3));
    if (response) response.headers = { ...response.headers, 'X-Response-Time': `${durationMs.toFixed(1)}ms` };
    logger.info('answered', {
      method: event.httpMethod,
      path: event.path,
      status: response?.statusCode,
      duration_ms: durationMs,
    });
  };

  return {
    before: ({ event }) => {
      event.receivedMs = epochMs();
    },
    after: answer,
    onError: answer,
  };
};
