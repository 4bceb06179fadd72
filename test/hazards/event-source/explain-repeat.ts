import type { Generation, History, PollerLine } from './history.ts';
import type { Invocation } from './invocations.ts';

/** Why a record was handed over again, or what is wrong with that. */
export type Explanation =
  | {
      readonly reason:
        | 'its batch failed'
        | 'in flight when its holder changed'
        | 'not yet committed'
        | 'could not be committed'
        | 'its former holder had not heard yet';
    }
  | { readonly fault: string };

/** A commit follows its batch at once: this is what a busy machine makes of it. */
const COMMITTED_WITHIN_MS = 250;
/** A member hears of a new generation with its next heartbeat. */
const HEARD_WITHIN_MS = 1000;
/** Clients need so long after a disturbance to be connected again, or to give up. */
const RECOVERED_WITHIN_MS = 3000;

/**
 * A record that was handled before is handed over again only where the batch before failed; or where its partition went to another
 * member (by the broker's record of generations), nothing past it was committed when that member asked where to begin, and the batch before
 * was in flight or could not be committed. The former holder may hand over what it had read until it hears of its loss.
 */
export const explainRepeat = (before: Invocation, after: Invocation, offset: number, history: History): Explanation => {
  const earlier = sessionOf(before, history.log);
  const later = sessionOf(after, history.log);
  if (!earlier || !later) return { fault: 'handed over by a poller that had not begun to read the partition' };
  if (earlier.began === later.began) {
    const hasFailed = before.outcome === 'failed' && before.endedMs <= after.beganMs;
    return hasFailed ? { reason: 'its batch failed' } : { fault: 'handed over twice by one holder without a failure' };
  }
  if (later.began.atMs < earlier.began.atMs) return explainFormerHolder(after, later, history);

  const committed = history.commits.findLast(
    ({ partition, atMs }) => partition === after.partition && atMs < later.assignedMs,
  );
  if (committed && committed.offset > offset)
    return { fault: `read again below the committed offset ${committed.offset}` };
  const movedMs = movedAtMs(before.partition, earlier.assignedMs, later.began.atMs, history.generations);
  if (movedMs === undefined) return { fault: 'read again by the member that held the partition' };
  if (before.outcome === 'failed') return { reason: 'its batch failed' };

  const endMs = Math.min(movedMs, endOfLifeMs(before.life, history), lossMs(before, history.log));
  if (before.endedMs >= endMs) return { reason: 'in flight when its holder changed' };
  if (isDisturbed(before.endedMs, COMMITTED_WITHIN_MS, endMs, history)) return { reason: 'could not be committed' };
  if (endMs - before.endedMs <= COMMITTED_WITHIN_MS) return { reason: 'not yet committed' };
  return { fault: `processed and for ${endMs - before.endedMs} ms not committed, though nothing was in the way` };
};

const explainFormerHolder = (after: Invocation, session: Session, history: History): Explanation => {
  const movedMs = movedAtMs(after.partition, session.assignedMs, after.beganMs, history.generations);
  if (movedMs === undefined) return { fault: 'handed over by its holder after one that did not have the partition' };
  const hasHeard = history.log.some(
    ({ life, event, atMs }) =>
      life === after.life && membershipEvents.has(event) && movedMs < atMs && atMs < after.beganMs,
  );
  if (hasHeard) return { fault: 'handed over by a poller that knew of its loss' };
  const isSoon = after.beganMs - movedMs <= HEARD_WITHIN_MS;
  if (isSoon || isDisturbed(movedMs, HEARD_WITHIN_MS, after.beganMs, history)) {
    return { reason: 'its former holder had not heard yet' };
  }
  return {
    fault: `handed over ${after.beganMs - movedMs} ms after the partition had gone, though nothing was in the way`,
  };
};

const membershipEvents = new Set(['partitions-assigned', 'stream-lost']);

/** Whether something was in the way of what should have followed `atMs` within a time, and was not over long before `untilMs`. */
const isDisturbed = (atMs: number, withinMs: number, untilMs: number, { disturbances }: History): boolean =>
  disturbances.some(({ fromMs, toMs }) => fromMs <= atMs + withinMs && untilMs <= toMs + RECOVERED_WITHIN_MS);

interface Session {
  readonly began: PollerLine;
  /** The last time before that when the poller was told its partitions: it asks the broker where to begin after that. */
  readonly assignedMs: number;
}

/** The stretch of reading one partition without a gap that an invocation belongs to. */
const sessionOf = ({ life, partition, beganMs }: Invocation, log: readonly PollerLine[]): Session | undefined => {
  const own = log.filter((line) => line.life === life && line.atMs <= beganMs);
  const began = own.findLast((line) => line.event === 'reading-began' && line.partition === partition);
  const assigned = own.findLast(({ event, atMs }) => event === 'partitions-assigned' && atMs <= (began?.atMs ?? 0));
  return began && assigned && { began, assignedMs: assigned.atMs };
};

/** When another member first had the partition, of those that had it between two times. */
const movedAtMs = (
  partition: number,
  fromMs: number,
  toMs: number,
  generations: readonly Generation[],
): number | undefined => {
  const holder = generations.findLast(({ atMs }) => atMs <= fromMs)?.owners.get(partition);
  return generations.find(({ atMs, owners }) => fromMs < atMs && atMs <= toMs && owners.get(partition) !== holder)
    ?.atMs;
};

const endOfLifeMs = (life: string, { disturbances }: History): number =>
  disturbances.find(({ endedLife }) => endedLife === life)?.fromMs ?? Number.POSITIVE_INFINITY;

const lossMs = ({ life, beganMs }: Invocation, log: readonly PollerLine[]): number =>
  log.find((line) => line.life === life && line.event === 'stream-lost' && line.atMs >= beganMs)?.atMs ??
  Number.POSITIVE_INFINITY;
