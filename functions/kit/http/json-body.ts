import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ZodType } from 'zod';
import { describeIssue } from '../../contracts/describe-issue.ts';
import type { ItemError } from '../../contracts/problem.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { InvalidBodyError, parseJsonBody } from './parse-json-body.ts';

/** A request whose body has been parsed into items that keep to a schema. */
export type WithItems<Item> = ApiRequest & { items: Item[] };

const maximumItems = 500;
const maximumErrors = 100;

/** Parses the body, one item or an array of 1–500 in at most 1 MiB of JSON, and validates each item; else 400, 413 or 415. */
export const jsonBody = <Item>(schema: ZodType<Item>): MiddlewareObj<WithItems<Item>, ApiResponse> => ({
  before: ({ event }) => {
    const items = parseItems(event);
    const errors: ItemError[] = [];
    event.items = [];
    for (const [index, item] of items.entries()) {
      const parsed = schema.safeParse(item);
      if (parsed.success) event.items.push(parsed.data);
      else errors.push(...parsed.error.issues.map((issue) => ({ index, ...describeIssue(issue) })));
    }
    if (errors.length > 0) {
      throw new InvalidBodyError(
        `${items.length - event.items.length} of ${items.length} items are invalid; none was accepted`,
        {
          actions: ['Correct the items in errors and send all of them again'],
          errors: errors.slice(0, maximumErrors),
        },
      );
    }
  },
});

const parseItems = (event: APIGatewayProxyEvent): unknown[] => {
  const json = parseJsonBody(event);
  const items: unknown[] = Array.isArray(json) ? json : [json];
  if (items.length === 0 || items.length > maximumItems) {
    throw new InvalidBodyError(`The body has ${items.length} items; 1 to ${maximumItems} are allowed`, {
      actions: ['Send the items in several requests'],
    });
  }
  return items;
};
