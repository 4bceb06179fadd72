import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import { answerHeaders } from './answer-headers.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { correlationId } from './correlation-id.ts';
import { problemDetails } from './problem-details.ts';
import { responseTime } from './response-time.ts';

/** The beginning of every route's chain. An error passes it backwards: made into an answer, given its headers, timed, given its id. */
export const route = <Request extends ApiRequest>() =>
  middy<Request, ApiResponse>()
    .use(httpHeaderNormalizer())
    .use(correlationId())
    .use(responseTime())
    .use(answerHeaders())
    .use(problemDetails());
