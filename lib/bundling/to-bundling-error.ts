import type { BuildFailure } from 'esbuild';
import { BundlingError } from './bundling-error.ts';

/** What esbuild threw, as ours; anything else is handed on as it is. */
export const toBundlingError = (cause: unknown): unknown =>
  isBuildFailure(cause) ? new BundlingError(cause.errors, { cause }) : cause;

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && 'errors' in error && Array.isArray(error.errors);
