import { InvalidRequestContentError, RequestTooLargeError } from './errors.ts';

export type InvocationType = 'RequestResponse' | 'Event';

/** Lambda quotas: 6 MB for a synchronous request, 1 MB for an asynchronous one. */
const requestLimits: Readonly<Record<InvocationType, number>> = { RequestResponse: 6_291_456, Event: 1_048_576 };

/** @throws RequestTooLargeError in Lambda's words */
export const requirePayloadWithinLimit = (payload: string, type: InvocationType): void => {
  const limit = requestLimits[type];
  // A UTF-16 code unit becomes three bytes at most.
  if (payload.length * 3 <= limit) return;
  const bytes = Buffer.byteLength(payload);
  if (bytes <= limit) return;
  throw new RequestTooLargeError(
    `${bytes} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
  );
};

/** @throws InvalidRequestContentError; of a synchronous invocation the handler's process finds out, which parses it anyway */
export const requireJson = (payload: string): void => {
  try {
    if (payload !== '') JSON.parse(payload);
  } catch (cause) {
    throw new InvalidRequestContentError(`Could not parse request body into json: ${String(cause)}`, { cause });
  }
};
