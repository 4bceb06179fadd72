import type { MiddlewareObj } from '@middy/core';
import type { ZodType } from 'zod';
import { describeIssue } from '../../contracts/describe-issue.ts';
import type { ItemError } from '../../contracts/problem.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { RequestError } from './problem-details.ts';

/** A request whose query string has been parsed. */
export type WithQuery<Query> = ApiRequest & { query: Query };

class InvalidQueryError extends RequestError {
  readonly code = 'INVALID_QUERY';
  override readonly status = 400;
  override readonly errors: readonly ItemError[];

  constructor(errors: readonly ItemError[]) {
    super('The query string is invalid', { actions: ['Correct the parameters in errors'] });
    this.errors = errors;
  }
}

/** Validates the query string, each parameter a text; a wrong or unknown one is answered 400. */
export const query = <Query>(schema: ZodType<Query>): MiddlewareObj<WithQuery<Query>, ApiResponse> => ({
  before: ({ event }) => {
    const parsed = schema.safeParse(event.queryStringParameters ?? {});
    if (!parsed.success) {
      throw new InvalidQueryError(parsed.error.issues.map((issue) => ({ index: 0, ...describeIssue(issue) })));
    }
    event.query = parsed.data;
  },
});
