import { z } from 'zod';

/** One record as a handler stored it. */
export const LedgerLine = z.object({
  atMs: z.number(),
  /** The process that polled, in one of its lives. */
  life: z.string(),
  requestId: z.string(),
  partition: z.int(),
  offset: z.int(),
  id: z.string(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** One line of a poller's log. */
export const PollerLine = z.object({
  atMs: z.number(),
  life: z.string(),
  event: z.string(),
  partition: z.int().optional(),
  firstOffset: z.int().optional(),
  lastOffset: z.int().optional(),
  requestId: z.string().optional(),
  durationMs: z.number().optional(),
});
export type PollerLine = z.infer<typeof PollerLine>;

/** As the broker wrote it down. */
export interface Commit {
  readonly atMs: number;
  readonly partition: number;
  /** The next to read. */
  readonly offset: number;
}

/** Who had which partition from that time on, as the broker wrote it down. */
export interface Generation {
  readonly atMs: number;
  /** Partition → member id. */
  readonly owners: ReadonlyMap<number, string>;
}

/** What was done to the system, and how long it lasted. */
export interface Disturbance {
  readonly fromMs: number;
  readonly toMs: number;
  /** The poller that it ended; undefined where it ended none. */
  readonly endedLife: string | undefined;
}

/** All that is known of a run; each list in the order of time, all times by the same clock. */
export interface History {
  readonly acknowledged: readonly string[];
  readonly ledger: readonly LedgerLine[];
  readonly log: readonly PollerLine[];
  readonly commits: readonly Commit[];
  readonly generations: readonly Generation[];
  readonly disturbances: readonly Disturbance[];
}
