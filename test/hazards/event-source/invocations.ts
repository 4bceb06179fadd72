import type { LedgerLine, PollerLine } from './history.ts';

/** One call of the handler. */
export interface Invocation {
  readonly life: string;
  readonly partition: number;
  readonly beganMs: number;
  /** Infinity where nothing is known of its end: its poller was killed. */
  readonly endedMs: number;
  readonly outcome: 'processed' | 'failed' | 'unknown';
}

const failures = new Set(['batch-failed', 'batch-not-attempted']);

/** The invocation of each line of the ledger, by request id; the poller's log says when it began and how it ended. */
export const toInvocations = (
  ledger: readonly LedgerLine[],
  log: readonly PollerLine[],
): ReadonlyMap<string, Invocation> => {
  const ends = new Map(log.flatMap((line) => (line.requestId === undefined ? [] : [[line.requestId, line] as const])));
  const unnamedFailures = log.filter(({ event, requestId }) => failures.has(event) && requestId === undefined);
  const invocations = new Map<string, Invocation>();
  for (const { requestId, life, partition, offset, atMs } of ledger) {
    if (invocations.has(requestId)) continue;
    const end = ends.get(requestId) ?? unnamedFailures.find((line) => isOf(line, life, partition, offset, atMs));
    const endedMs = end?.atMs ?? Number.POSITIVE_INFINITY;
    const beganMs = Math.min(atMs, endedMs - (end?.durationMs ?? 0));
    invocations.set(requestId, { life, partition, beganMs, endedMs, outcome: outcomeOf(end) });
  }
  return invocations;
};

const isOf = (line: PollerLine, life: string, partition: number, offset: number, atMs: number): boolean =>
  line.life === life &&
  line.partition === partition &&
  (line.firstOffset ?? 0) <= offset &&
  offset <= (line.lastOffset ?? -1) &&
  line.atMs - (line.durationMs ?? 0) <= atMs &&
  atMs <= line.atMs;

const outcomeOf = (end: PollerLine | undefined): Invocation['outcome'] => {
  if (!end) return 'unknown';
  return failures.has(end.event) ? 'failed' : 'processed';
};
