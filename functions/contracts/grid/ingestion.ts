import { z } from 'zod';

/** The function that ingests. */
export const ingestFunction = 'grid-ingest';

/** The partition of the config table that holds what ingestion is told and what it has counted. */
export const ingestionPartition = 'ingest';

/** Which source it asks, how that is made to fail, and its counters. */
export const ingestionAddress = (item: 'source' | 'failure' | 'counters') => ({ pk: ingestionPartition, sk: item });

/** The source that ingestion asks: the recorded day, or an address that answers as docs/ingestion.md says. */
export const SourceSetting = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recorded') }),
  z.strictObject({ kind: z.literal('live'), url: z.url({ protocol: /^https?$/ }) }),
]);
export type SourceSetting = z.infer<typeof SourceSetting>;

export const FailureMode = z.enum(['off', 'error', 'timeout', 'flaky']);
export type FailureMode = z.infer<typeof FailureMode>;

/** How calls of the source are made to fail for a demonstration, whichever source it is. */
export const FailureSetting = z.strictObject({
  mode: FailureMode,
  /** The part of the calls that fails where it is flaky. */
  rate: z.number().min(0).max(1).default(0.5),
});
export type FailureSetting = z.infer<typeof FailureSetting>;

/** Open: the source failed so often that it is not called for a while. Half-open: the next call decides. */
export const BreakerState = z.enum(['closed', 'open', 'half-open']);
export type BreakerState = z.infer<typeof BreakerState>;

/** What ingestion has counted since the table was made. */
export const IngestionCounters = z.object({
  runs: z.int(),
  /** Calls of the source, those that were made to fail and second attempts too. */
  calls: z.int(),
  /** Calls that gave no valid report. */
  failures: z.int(),
  /** Runs that sent simulated figures. */
  fallbacks: z.int(),
  /** After the last run; each execution environment has a breaker of its own. */
  breaker: BreakerState,
  lastRunAt: z.iso.datetime(),
});
export type IngestionCounters = z.infer<typeof IngestionCounters>;

/** What one run of ingestion did. */
export const IngestionRun = z.strictObject({
  /** Follows the run's events through every hop. */
  correlationId: z.string(),
  /** Where the figures came from. */
  figures: z.enum(['recorded', 'live', 'simulated']),
  /** The `event_time` of its events. */
  eventTime: z.string(),
  dispatch: z.int(),
  weather: z.int(),
  calls: z.int(),
  failures: z.int(),
  breaker: BreakerState,
  /** Why the source gave no figures; null where it did. */
  cause: z.string().nullable(),
});
export type IngestionRun = z.infer<typeof IngestionRun>;
