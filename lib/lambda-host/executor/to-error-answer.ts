import { SluiceError } from '../../foundation/sluice-error.ts';

export interface ErrorAnswer {
  readonly statusCode: number;
  readonly body: { readonly code: string; readonly message: string };
}

const statuses: Readonly<Record<string, number>> = {
  EXECUTOR_REQUEST_INVALID: 400,
  FUNCTION_CODE_UNREADABLE: 400,
  INVALID_REQUEST_CONTENT: 400,
  ENVIRONMENT_UNKNOWN: 404,
  FUNCTION_NOT_FOUND: 404,
  EXECUTOR_REQUEST_TOO_LONG: 413,
  REQUEST_TOO_LARGE: 413,
  HOST_CLOSED: 503,
};

/** An error on the executor's socket. */
export const toErrorAnswer = (error: unknown): ErrorAnswer => {
  const code = error instanceof SluiceError ? error.code : 'UNEXPECTED';
  const message = error instanceof Error ? error.message : String(error);
  return { statusCode: statuses[code] ?? 500, body: { code, message } };
};
