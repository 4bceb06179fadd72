import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { ExecutorRequestError, ExecutorRequestTooLongError } from './errors.ts';

/** A payload of 8 MB, each of whose characters may need three times as many when it is escaped in a JSON string. */
export const maxBodyBytes = 24 * 1024 * 1024;

/**
 * Reads and validates a request's body.
 *
 * @throws ExecutorRequestError, ExecutorRequestTooLongError
 */
export const readJsonBody = async <Body>(request: IncomingMessage, schema: z.ZodType<Body>): Promise<Body> => {
  const text = await readText(request);
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ExecutorRequestError(z.prettifyError(parsed.error), { cause: parsed.error });
};

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The connection stays, so that the refusal can be read.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) {
      request.resume();
      throw new ExecutorRequestTooLongError(maxBodyBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString();
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ExecutorRequestError('The body is not JSON.', { cause });
  }
};
