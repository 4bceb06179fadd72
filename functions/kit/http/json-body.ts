import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ZodType } from 'zod';
import type { ItemError } from '../../contracts/problem.ts';
import { FunctionError } from '../function-error.ts';
import type { ApiRequest, ApiResponse } from './api-request.ts';
import { describeIssue } from './describe-issue.ts';
import { RequestError } from './problem-details.ts';

/** A request whose body has been parsed into items that keep to a schema. */
export type WithItems<Item> = ApiRequest & { items: Item[] };

class InvalidBodyError extends RequestError {
  readonly code = 'INVALID_BODY';
  override readonly status = 400;
  override readonly errors: readonly ItemError[];

  constructor(
    message: string,
    options: { cause?: unknown; actions?: readonly string[]; errors?: readonly ItemError[] },
  ) {
    super(message, options);
    this.errors = options.errors ?? [];
  }
}

class BodyTooLargeError extends FunctionError {
  readonly code = 'BODY_TOO_LARGE';
  override readonly status = 413;
}

class UnsupportedContentTypeError extends FunctionError {
  readonly code = 'UNSUPPORTED_CONTENT_TYPE';
  override readonly status = 415;
}

const maximumBytes = 1_048_576;
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
  const contentType = event.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType)) {
    throw new UnsupportedContentTypeError(`The content type ${contentType === '' ? 'is missing' : 'is not JSON'}`, {
      actions: ['Send the header Content-Type: application/json'],
    });
  }

  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maximumBytes) {
    throw new BodyTooLargeError(`The body has ${bytes.length} bytes; ${maximumBytes} are allowed`, {
      actions: ['Send the items in several requests'],
    });
  }

  const json = parseJson(bytes);
  const items: unknown[] = Array.isArray(json) ? json : [json];
  if (items.length === 0 || items.length > maximumItems) {
    throw new InvalidBodyError(`The body has ${items.length} items; 1 to ${maximumItems} are allowed`, {
      actions: ['Send the items in several requests'],
    });
  }
  return items;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new InvalidBodyError('The body is not JSON in UTF-8', {
      cause,
      actions: ['Send one event or an array of events as JSON'],
    });
  }
};
