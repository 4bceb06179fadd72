import { z } from 'zod';
import { FailureSetting, IngestionCounters, SourceSetting } from '../grid/ingestion.ts';

/** The body of PUT /v1/admin/ingestion, and its `data`: it replaces both settings and holds for the next run. */
export const IngestionSettings = z.strictObject({ source: SourceSetting, failure: FailureSetting });
export type IngestionSettings = z.infer<typeof IngestionSettings>;

/** What it saves that one function calls the source for all consumers. */
export const SourceSaving = z.strictObject({
  /** How many there are now. */
  consumers: z.int(),
  /** Calls of the source that were made, counted. */
  sourceCalls: z.int(),
  /** Calls had each of these consumers asked the source by itself, as often. */
  sourceCallsAlone: z.int(),
  sourceCallsSaved: z.int(),
});
export type SourceSaving = z.infer<typeof SourceSaving>;

/** `data` of GET /v1/admin/ingestion. */
export const IngestionStatus = z.strictObject({
  settings: IngestionSettings,
  /** Null before the first run. */
  counters: IngestionCounters.nullable(),
  saving: SourceSaving,
});
export type IngestionStatus = z.infer<typeof IngestionStatus>;
