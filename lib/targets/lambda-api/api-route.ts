import type { IncomingMessage } from 'node:http';
import type { HTTPMethod } from 'find-my-way';
import { z } from 'zod';
import type { Answer } from './error-answer.ts';
import { LambdaApiError } from './lambda-api-error.ts';

/** A request of the API, whose body can be read more than once. */
export interface ApiRequest {
  readonly message: IncomingMessage;
  readonly params: Readonly<Record<string, string | undefined>>;
  body(): Promise<Buffer>;
  /** Whether somebody has asked for the body: then it is not in the message any more. */
  isBodyRead(): boolean;
}

/** Answers a request, or has it answered by whoever answers everything else. */
export type Handle = (request: ApiRequest) => Promise<Answer | 'otherwise'>;

export type ApiRoute = readonly [method: HTTPMethod, path: string, handle: Handle];

export const toJsonAnswer = (statusCode: number, value: object): Answer => ({
  statusCode,
  body: JSON.stringify(value),
});

/** @throws LambdaApiError where it is not JSON, or no object */
export const readFields = async (request: ApiRequest): Promise<Record<string, unknown>> => {
  const text = (await request.body()).toString();
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    throw new LambdaApiError('InvalidRequestContentException', 'Could not parse request body into json.', { cause });
  }
};

export const readQuery = ({ message }: ApiRequest): URLSearchParams =>
  new URL(message.url ?? '/', 'http://lambda').searchParams;
