import type { MiddlewareObj } from '@middy/core';
import type { ZodType } from 'zod';
import { describeIssue } from '../../contracts/describe-issue.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { InvalidBodyError, parseJsonBody } from './parse-json-body.ts';

/** A request whose body has been parsed and keeps to a schema. */
export type WithInput<Input> = ApiRequest & { input: Input };

/** Parses the body as one JSON value of at most 1 MiB and validates it; else 400, 413 or 415. */
export const jsonObject = <Input>(schema: ZodType<Input>): MiddlewareObj<WithInput<Input>, ApiResponse> => ({
  before: ({ event }) => {
    const parsed = schema.safeParse(parseJsonBody(event));
    if (!parsed.success) {
      throw new InvalidBodyError('The body is invalid; nothing was changed', {
        actions: ['Correct the fields in errors and send it again'],
        errors: parsed.error.issues.map((issue) => ({ index: 0, ...describeIssue(issue) })),
      });
    }
    event.input = parsed.data;
  },
});
