import { SluiceError } from '../foundation/sluice-error.ts';
import type { CommandResult } from './command-result.ts';

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  readonly actions: readonly string[];
}

/** The one shape of every command's `--json`. */
export interface Envelope {
  readonly schemaVersion: 1;
  readonly command: string;
  readonly status: 'ok' | 'failed';
  readonly data: unknown;
  readonly warnings: readonly string[];
  readonly error: ErrorBody | null;
}

export const toErrorBody = (error: unknown): ErrorBody => {
  if (error instanceof SluiceError) {
    return { code: error.code, message: error.message, retryable: error.retryable, actions: error.actions };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'UNEXPECTED', message, retryable: false, actions: [] };
};

export const toEnvelope = (command: string, result: CommandResult): Envelope => ({
  schemaVersion: 1,
  command,
  status: result.failed ? 'failed' : 'ok',
  data: result.data,
  warnings: result.warnings ?? [],
  error: null,
});

export const toErrorEnvelope = (command: string, error: unknown): Envelope => ({
  schemaVersion: 1,
  command,
  status: 'failed',
  data: null,
  warnings: [],
  error: toErrorBody(error),
});
