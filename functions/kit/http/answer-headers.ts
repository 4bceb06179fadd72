import type { MiddlewareObj } from '@middy/core';
import type { ApiRequest, ApiResponse } from './api-request.ts';

/** Adds to every answer, errors included, the headers that the request's middlewares left in `answerHeaders`. */
export const answerHeaders = (): MiddlewareObj<ApiRequest, ApiResponse> => {
  const answer = ({ event, response }: { event: ApiRequest; response: ApiResponse | null | undefined }) => {
    if (response) response.headers = { ...response.headers, ...event.answerHeaders };
  };

  return {
    before: ({ event }) => {
      event.answerHeaders = {};
    },
    after: answer,
    onError: answer,
  };
};
