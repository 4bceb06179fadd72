import type { MiddlewareObj } from '@middy/core';
import { z } from 'zod';
import { RegionId } from '../../contracts/grid/region-id.ts';
import type { ItemError } from '../../contracts/problem.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { describeIssue } from './describe-issue.ts';
import { RequestError } from './problem-details.ts';

class InvalidQueryError extends RequestError {
  readonly code = 'INVALID_QUERY';
  override readonly status = 400;
  override readonly errors: readonly ItemError[];

  constructor(errors: readonly ItemError[]) {
    super('The query string is invalid', { actions: ['Correct the parameters in errors'] });
    this.errors = errors;
  }
}

const RegionQuery = z.strictObject({
  region: RegionId.optional(),
  /** How many items to answer with, newest first. */
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(500))
    .default(50),
});

/** A request for the newest items of one region, or of all. */
export type WithRegionQuery = ApiRequest & { query: z.infer<typeof RegionQuery> };

/** Reads `?region=NSW1&limit=50`; a wrong or unknown parameter is answered 400. */
export const regionQuery = (): MiddlewareObj<WithRegionQuery, ApiResponse> => ({
  before: ({ event }) => {
    const parsed = RegionQuery.safeParse(event.queryStringParameters ?? {});
    if (!parsed.success) {
      throw new InvalidQueryError(parsed.error.issues.map((issue) => ({ index: 0, ...describeIssue(issue) })));
    }
    event.query = parsed.data;
  },
});
