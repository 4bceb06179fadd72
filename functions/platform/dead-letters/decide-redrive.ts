import type { Backoff } from '../../contracts/admin/automatic-redrive.ts';
import type { Redrive, RedriveRequest } from '../../contracts/admin/redrive.ts';
import type { DeadLetter, OriginalRecord } from './dead-letter.ts';
import { decideState, isBeingSent, type RedriveMark } from './decide-state.ts';
import { placeKey } from './place-key.ts';

/** A letter that can be sent again. */
export interface SendableLetter extends DeadLetter {
  readonly original: OriginalRecord;
}

export interface RedrivePlan extends Pick<Redrive, 'left' | 'notDue' | 'exhausted'> {
  readonly send: readonly SendableLetter[];
  /** When the first letter that is not due yet will be. */
  readonly nextMs: number | undefined;
}

/**
 * Which letters to send again. Of several letters of one record the first stands for all: every consumer reads the record
 * that is sent again, so one each would multiply it with every round.
 *
 * @param marks by `placeKey`
 */
export const decideRedrive = (
  letters: readonly DeadLetter[],
  marks: ReadonlyMap<string, RedriveMark>,
  select: RedriveRequest['select'],
  backoff: Backoff,
  nowMs: number,
): RedrivePlan => {
  const send = new Map<string, SendableLetter>();
  const left: Redrive['left'] = [];
  const later = new Map<string, number>();
  const exhausted = new Set<string>();

  for (const letter of letters) {
    const { place } = letter;
    if (!isSendable(letter)) {
      left.push({ place, reason: 'unreadable' });
      continue;
    }
    const key = placeKey(letter.original.origin);
    const mark = marks.get(key);
    const { state, atMs = nowMs } = decideState(letter, mark, backoff, nowMs);
    if (state === 'redriven' || send.has(key)) {
      left.push({ place, reason: isBeingSent(mark, nowMs) ? 'being redriven' : 'already redriven' });
    } else if (select !== 'due') {
      send.set(key, letter);
    } else if (state === 'exhausted') {
      exhausted.add(key);
    } else if (atMs <= nowMs) {
      send.set(key, letter);
    } else {
      later.set(key, Math.min(atMs, later.get(key) ?? atMs));
    }
  }

  return {
    send: [...send.values()],
    left: select === 'these' ? left : [],
    notDue: later.size,
    nextMs: later.size === 0 ? undefined : Math.min(...later.values()),
    exhausted: exhausted.size,
  };
};

const isSendable = (letter: DeadLetter): letter is SendableLetter => letter.original !== undefined;
