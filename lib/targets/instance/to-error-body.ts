import { SluiceError } from '../../foundation/sluice-error.ts';

/** An error as it crosses from one process of ours to another. */
export const toErrorBody = (
  error: unknown,
): { code: string; message: string; retryable: boolean; actions: string[] } => ({
  code: error instanceof SluiceError ? error.code : 'UNEXPECTED',
  message: error instanceof Error ? error.message : String(error),
  retryable: error instanceof SluiceError && error.retryable,
  actions: error instanceof SluiceError ? [...error.actions] : [],
});
