import { randomUUID } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import { CorrelationId } from '../../contracts/correlation-id.ts';
import { logger } from '../logger.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';

/** Takes over a well-formed X-Correlation-ID or makes one; it is in every log line and in the answer, errors included. */
export const correlationId = (): MiddlewareObj<ApiRequest, ApiResponse> => {
  const answer = ({ event, response }: { event: ApiRequest; response: ApiResponse | null | undefined }) => {
    if (response) response.headers = { ...response.headers, 'X-Correlation-ID': event.correlationId };
    logger.resetKeys();
  };

  return {
    before: ({ event, context }) => {
      // API Gateway's own test invocation has null here.
      event.headers ??= {};
      const given = CorrelationId.safeParse(event.headers['x-correlation-id']);
      event.correlationId = given.success ? given.data : randomUUID();
      logger.addContext(context);
      logger.appendKeys({ correlation_id: event.correlationId });
    },
    after: answer,
    onError: answer,
  };
};
