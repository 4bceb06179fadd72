import type { Backoff } from '../../contracts/admin/automatic-redrive.ts';
import type {
  DeadLetterCause,
  DeadLetterListing,
  DeadLetterState,
  ListedDeadLetter,
} from '../../contracts/admin/dead-letter-listing.ts';
import type { DeadLetter } from './dead-letter.ts';
import { decideState, type RedriveMark } from './decide-state.ts';
import { placeKey } from './place-key.ts';

/** Counts letters by state and by cause as they are read, and keeps the first ones. */
export interface ListingTally {
  readonly examined: number;
  add(letters: readonly DeadLetter[]): void;
  listing(kept: number): DeadLetterListing;
}

export interface ListingOptions {
  /** By `placeKey` of the origin. */
  readonly marks: ReadonlyMap<string, RedriveMark>;
  /** When and how often letters are sent again by themselves. */
  readonly backoff: Backoff;
  readonly nowMs: number;
  /** How many letters to show. */
  readonly limit: number;
  /** How many characters of a value to show. */
  readonly valueLength: number;
  /** Whether letters that were sent again are shown too. */
  readonly redriven: boolean;
}

export const tallyListing = (options: ListingOptions): ListingTally => {
  const letters: ListedDeadLetter[] = [];
  const states: Record<DeadLetterState, number> = { waiting: 0, redriven: 0, exhausted: 0, unreadable: 0 };
  const causes = new Map<string, DeadLetterCause>();
  let examined = 0;

  return {
    get examined() {
      return examined;
    },
    add: (more) => {
      for (const letter of more) {
        const listed = toListed(letter, options);
        examined += 1;
        states[listed.state] += 1;
        addCause(causes, listed);
        if (letters.length < options.limit && (options.redriven || listed.state !== 'redriven')) letters.push(listed);
      }
    },
    listing: (kept) => ({
      kept,
      examined,
      states,
      causes: [...causes.values()].toSorted((left, right) => right.count - left.count),
      letters,
    }),
  };
};

const toListed = (letter: DeadLetter, { marks, backoff, nowMs, valueLength }: ListingOptions): ListedDeadLetter => {
  const { original, value, key } = letter;
  const mark = original === undefined ? undefined : marks.get(placeKey(original.origin));
  const { state, atMs } = decideState(letter, mark, backoff, nowMs);
  const shown = original === undefined ? value : original.value;
  return {
    place: letter.place,
    origin: original?.origin ?? null,
    givenUpBy: letter.givenUpBy,
    consumer: letter.consumer ?? null,
    cause: letter.cause,
    deadAt: new Date(letter.deadMs).toISOString(),
    attempts: letter.attempts,
    state,
    at: atMs === undefined ? null : new Date(atMs).toISOString(),
    key: key?.toString() ?? null,
    value: shown?.toString().slice(0, valueLength) ?? null,
  };
};

const addCause = (causes: Map<string, DeadLetterCause>, letter: ListedDeadLetter): void => {
  const { consumer, cause, deadAt, state } = letter;
  const { topic } = letter.place;
  const key = JSON.stringify([topic, consumer, cause]);
  const known = causes.get(key) ?? { topic, consumer, cause, count: 0, open: 0, firstAt: deadAt, lastAt: deadAt };
  causes.set(key, {
    ...known,
    count: known.count + 1,
    open: known.open + (state === 'waiting' || state === 'exhausted' ? 1 : 0),
    firstAt: deadAt < known.firstAt ? deadAt : known.firstAt,
    lastAt: deadAt > known.lastAt ? deadAt : known.lastAt,
  });
};
