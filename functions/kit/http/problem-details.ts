import type { MiddlewareObj } from '@middy/core';
import type { ItemError, Problem } from '../../contracts/problem.ts';
import { FunctionError } from '../function-error.ts';
import { logger } from '../logger.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { RateLimitedError } from './rate-limited-error.ts';

/** An error whose answer says what is wrong with which item of the request. */
export abstract class RequestError extends FunctionError {
  readonly errors: readonly ItemError[] = [];
}

const retryAfterSeconds = 1;

/** Answers an error as problem details; one that nobody foresaw is answered 500 without its text and logged with its cause. */
export const problemDetails = (): MiddlewareObj<ApiRequest, ApiResponse> => ({
  onError: (request) => {
    const { error, event } = request;
    if (error instanceof FunctionError && error.status < 500) {
      logger.warn(error.message, { code: error.code });
    } else {
      logger.error('request failed', { error });
    }
    request.response = toResponse(error instanceof FunctionError ? error : undefined, event.correlationId);
  },
});

const toResponse = (error: FunctionError | undefined, correlationId: string): ApiResponse => {
  const problem: Problem = {
    type: `urn:sluice:problem:${(error?.code ?? 'INTERNAL').toLowerCase().replaceAll('_', '-')}`,
    title: titles[error?.status ?? 500] ?? 'Error',
    status: error?.status ?? 500,
    detail: error?.message ?? 'The request failed for a reason that is not its own',
    code: error?.code ?? 'INTERNAL',
    retryable: error?.retryable ?? false,
    actions: [...(error?.actions ?? ['Look up the correlation id in the logs'])],
    correlation_id: correlationId,
    ...(error instanceof RequestError && error.errors.length > 0 ? { errors: [...error.errors] } : {}),
    ...(error instanceof RateLimitedError ? { rate_limit: error.reached } : {}),
  };

  return {
    statusCode: problem.status,
    headers: {
      'Content-Type': 'application/problem+json',
      ...(problem.retryable ? { 'Retry-After': String(retryAfterSeconds) } : {}),
    },
    body: JSON.stringify(problem),
  };
};

const titles: Readonly<Record<number, string>> = {
  400: 'Invalid request',
  401: 'API key missing or wrong',
  403: 'API key without the scope',
  404: 'Not found',
  409: 'Not possible now',
  413: 'Body too large',
  415: 'Unsupported content type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Temporarily unavailable',
};
