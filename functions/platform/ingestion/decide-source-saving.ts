import type { SourceSaving } from '../../contracts/admin/ingestion-status.ts';

/** What the counted calls would be had each consumer made them by itself; without a consumer nobody needs any, and nothing is saved. */
export const decideSourceSaving = (consumers: number, sourceCalls: number): SourceSaving => ({
  consumers,
  sourceCalls,
  sourceCallsAlone: consumers * sourceCalls,
  sourceCallsSaved: Math.max(consumers - 1, 0) * sourceCalls,
});
