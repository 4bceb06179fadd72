import { RuntimeError } from './runtime-error.ts';

/** 6 MB and a little: the limit as Lambda words it. */
const maxBytes = 6_291_556;

/** A handler's result as JSON text; in its place an error where it is larger than Lambda answers. */
export const serializeResult = (result: unknown): { payload: string; errorType?: string } => {
  const payload = stringify(result);
  // A UTF-16 code unit becomes three bytes at most.
  if (payload.length * 3 <= maxBytes || Buffer.byteLength(payload) <= maxBytes) return { payload };
  const errorType = 'Function.ResponseSizeTooLarge';
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${maxBytes} bytes).`;
  return { payload: JSON.stringify({ errorType, errorMessage }), errorType };
};

const stringify = (result: unknown): string => {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw new RuntimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
};
