import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { ItemError } from '../../contracts/problem.ts';
import { FunctionError } from '../function-error.ts';
import { RequestError } from './problem-details.ts';

export class InvalidBodyError extends RequestError {
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

/** The body of a request whose content type says JSON, at most 1 MiB of UTF-8; else the error is answered 400, 413 or 415. */
export const parseJsonBody = (event: APIGatewayProxyEvent): unknown => {
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
  return parseJson(bytes);
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw new InvalidBodyError('The body is not JSON in UTF-8', {
      cause,
      actions: ['Send the body as JSON'],
    });
  }
};
