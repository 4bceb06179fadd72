/** One record as a handler stored it. */
export interface LedgerLine {
  readonly atMs: number;
  readonly requestId: string;
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
}

/** One line of a poller's log. */
export interface PollerLine {
  readonly atMs: number;
  readonly poller: string;
  readonly event: string;
  readonly partition?: number | undefined;
  readonly firstOffset?: number | undefined;
  readonly lastOffset?: number | undefined;
  readonly requestId?: string | undefined;
  readonly durationMs?: number | undefined;
}

export interface Judgement {
  /** Acknowledged by the broker, stored by no handler. */
  readonly lost: readonly string[];
  /** Stored again: partition/offset, each time counted. */
  readonly repeated: readonly string[];
  /** Of those, the ones for which the log names no reason. */
  readonly unexplained: readonly string[];
  /** First stored before the record ahead of them in their partition was: partition/offset. */
  readonly outOfOrder: readonly string[];
}

/** A membership that ends, begins or changes: what it had processed and not committed comes again. */
const membershipEvents = new Set(['process-started', 'partitions-assigned', 'stream-lost']);
const failureEvents = new Set(['batch-failed', 'batch-not-attempted']);

/**
 * Compares what was acknowledged with what was stored. A record that was stored again is explained where, since the batch began in
 * which it was stored before, that batch failed or a membership of the group changed.
 */
export const judgeLedger = (
  acknowledged: readonly string[],
  ledger: readonly LedgerLine[],
  log: readonly PollerLine[],
): Judgement => {
  const begins = new Map(log.map(({ requestId, atMs, durationMs = 0 }) => [requestId, atMs - durationMs]));
  const stored = new Set(ledger.map(({ id }) => id));
  const lastStored = new Map<string, LedgerLine>();
  const furthest = new Map<number, number>();
  const repeated: string[] = [];
  const unexplained: string[] = [];
  const outOfOrder: string[] = [];
  for (const line of ledger.toSorted((left, right) => left.atMs - right.atMs)) {
    const place = `${line.partition}/${line.offset}`;
    const before = lastStored.get(place);
    if (before) {
      repeated.push(place);
      const sinceMs = begins.get(before.requestId) ?? before.atMs;
      if (!log.some((entry) => explains(entry, sinceMs, line))) unexplained.push(place);
    } else {
      if (line.offset < (furthest.get(line.partition) ?? -1)) outOfOrder.push(place);
      furthest.set(line.partition, Math.max(line.offset, furthest.get(line.partition) ?? -1));
    }
    lastStored.set(place, line);
  }
  return { lost: acknowledged.filter((id) => !stored.has(id)), repeated, unexplained, outOfOrder };
};

const explains = (entry: PollerLine, sinceMs: number, after: LedgerLine): boolean => {
  if (entry.atMs < sinceMs || entry.atMs > after.atMs) return false;
  if (membershipEvents.has(entry.event)) return true;
  const { partition, firstOffset = 0, lastOffset = -1 } = entry;
  return (
    failureEvents.has(entry.event) &&
    partition === after.partition &&
    firstOffset <= after.offset &&
    after.offset <= lastOffset
  );
};
