/** Counts since the start of the source; records except where said otherwise. */
export interface EventSourceMetrics {
  readonly polled: number;
  readonly filtered: number;
  /** Records handed to the function, each time counted. */
  readonly invoked: number;
  /** Records that the function reported, or that were in a batch that failed as a whole. */
  readonly failed: number;
  /** Records handed to the function again. */
  readonly retried: number;
  /** Records given up without a destination. */
  readonly dropped: number;
  readonly sentToDestination: number;
  /** Offsets passed by commits. */
  readonly committed: number;
  readonly invocations: number;
  readonly throttles: number;
  /** Records in the log that are not committed, as far as the last fetch of the partition could see. */
  readonly lagByPartition: Readonly<Record<number, number>>;
  /** Members of the group that this source is, beside what provisioned mode asks for: one while it polls, whatever that is. */
  readonly pollers: { readonly running: number; readonly minimum: number; readonly maximum: number };
  /** Age of the last record of the latest batch when it was handed to the function. */
  readonly iteratorAgeMs: number;
}

export type EventSourceCounters = {
  -readonly [Name in Exclude<keyof EventSourceMetrics, 'lagByPartition' | 'pollers'>]: EventSourceMetrics[Name];
};

export const newCounters = (): EventSourceCounters => ({
  polled: 0,
  filtered: 0,
  invoked: 0,
  failed: 0,
  retried: 0,
  dropped: 0,
  sentToDestination: 0,
  committed: 0,
  invocations: 0,
  throttles: 0,
  iteratorAgeMs: 0,
});
