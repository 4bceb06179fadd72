import type { Backoff } from '../../contracts/admin/automatic-redrive.ts';
import type { DeadLetterState } from '../../contracts/admin/dead-letter-listing.ts';
import type { DeadLetter } from './dead-letter.ts';

/** What is remembered of a record that was sent again; `sending` is a promise that a crash may have broken. */
export interface RedriveMark {
  readonly state: 'sending' | 'sent';
  readonly atMs: number;
}

export interface LetterState {
  readonly state: DeadLetterState;
  /** When the next automatic attempt is due, or when the record was sent again. */
  readonly atMs: number | undefined;
}

/** Sending takes a second at most: a promise that is older was broken. */
export const brokenAfterMs = 60_000;

/** Whether a record is being sent again by somebody else just now. */
export const isBeingSent = (mark: RedriveMark | undefined, nowMs: number): boolean =>
  mark?.state === 'sending' && nowMs - mark.atMs < brokenAfterMs;

/** What is to become of a letter; the delay before an automatic attempt doubles with each that failed. */
export const decideState = (
  letter: DeadLetter,
  mark: RedriveMark | undefined,
  { attempts, firstDelaySeconds }: Backoff,
  nowMs: number,
): LetterState => {
  if (letter.original === undefined) return { state: 'unreadable', atMs: undefined };
  if (mark?.state === 'sent' || (mark !== undefined && isBeingSent(mark, nowMs))) {
    return { state: 'redriven', atMs: mark.atMs };
  }
  if (letter.attempts >= attempts) return { state: 'exhausted', atMs: undefined };
  return { state: 'waiting', atMs: letter.deadMs + firstDelaySeconds * 1_000 * 2 ** letter.attempts };
};
