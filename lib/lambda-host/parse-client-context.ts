import { InvalidRequestContentError } from './errors.ts';

/** The client context travels as base64 of a JSON object (Lambda API reference, Invoke); the handler's process gets the JSON text. */
export const parseClientContext = (encoded: string | undefined): string | undefined => {
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return text;
  } catch {
    // Answered below, as any other value that is no object.
  }
  throw new InvalidRequestContentError('Client context must be a valid Base64-encoded JSON object.');
};
