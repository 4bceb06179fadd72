import { appendToBuffer } from '../../../lib/event-source/append-to-buffer.ts';
import {
  decideAfterGivingUp,
  decideAfterInvocation,
  type InvocationOutcome,
} from '../../../lib/event-source/decide-after-invocation.ts';
import { decideCommit } from '../../../lib/event-source/decide-commit.ts';
import { decideNext, type NextRules } from '../../../lib/event-source/decide-next.ts';
import { EMPTY_PARTITION, type PartitionState } from '../../../lib/event-source/partition-state.ts';
import { offsetsOf, pendingAt, recordAt } from './pending-fixture.ts';

export interface ModelRules extends NextRules {
  readonly retryLimit: number;
  readonly bisectBatchOnFunctionError: boolean;
}

/** What may happen to a partition. Numbers are reduced to what fits at the moment. */
export type Happening =
  | { readonly kind: 'fetch'; readonly count: number }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'answer'; readonly how: 'processed' | 'all-failed' | 'not-attempted' }
  | { readonly kind: 'answer'; readonly how: 'some-failed'; readonly which: readonly number[] }
  | { readonly kind: 'destination-took-it' }
  | { readonly kind: 'commit' }
  | { readonly kind: 'drain' }
  | { readonly kind: 'owner-changed' };

/** A record of the log under test. */
export interface LoggedRecord {
  readonly bytes: number;
  readonly filtered: boolean;
}

/** The pure core driven by happenings, with a record of all that it did; throws where it breaks a promise. */
export const createPartitionModel = (log: readonly LoggedRecord[], rules: ModelRules) => {
  let state: PartitionState = EMPTY_PARTITION;
  let nowMs = 0;
  let fetched = 0;
  let committed = 0;
  const finished = new Set(log.flatMap(({ filtered }, offset) => (filtered ? [offset] : [])));
  const failures = new Map<number, number>();

  const promise = (holds: boolean, what: string): void => {
    if (!holds) throw new Error(what);
  };

  const lowestOpen = (): number => {
    let offset = committed;
    while (finished.has(offset) && offset < log.length) offset += 1;
    return offset;
  };

  const checkInvocation = (offsets: readonly number[]): void => {
    const ascending = offsets.every((offset, index) => index === 0 || offset > (offsets[index - 1] ?? 0));
    promise(ascending, `not in order: ${offsets}`);
    promise(offsets.length > 0 && offsets.length <= rules.batchSize, `${offsets.length} records in a batch`);
    const [first = 0] = offsets;
    const last = offsets.at(-1) ?? 0;
    const skipped = log
      .map((_, offset) => offset)
      .filter((offset) => offset < last && !offsets.includes(offset) && !finished.has(offset));
    promise(skipped.length === 0, `${offsets} before ${skipped}`);
    const bytes = offsets.reduce((sum, offset) => sum + (log[offset]?.bytes ?? 0), offsets.length - 1);
    promise(bytes <= rules.recordsLimitBytes, `${bytes} bytes from ${first}`);
    for (const offset of offsets) {
      promise((failures.get(offset) ?? 0) <= rules.retryLimit, `${offset} attempted beyond the limit`);
    }
  };

  const decide = (): void => {
    const before = state.underWay.kind;
    const next = decideNext(state, rules, nowMs);
    if (next.action.kind === 'invoke' || next.action.kind === 'give-up') {
      promise(before === 'nothing', 'a second thing beside a first');
    }
    if (next.action.kind === 'invoke') checkInvocation(offsetsOf(next.action.records));
    state = next.state;
  };

  const underWay = (kind: 'invoking' | 'giving-up'): readonly number[] =>
    state.underWay.kind === kind ? offsetsOf(state.underWay.segment.records) : [];

  const fetch = (count: number): void => {
    const upTo = Math.min(fetched + count, log.length);
    const records = log.slice(fetched, upTo).flatMap(({ bytes, filtered }, index) => {
      const offset = fetched + index;
      return filtered ? [] : [{ ...pendingAt(offset, { bytes, arrivedAtMs: nowMs }), record: recordAt(offset) }];
    });
    fetched = upTo;
    state = appendToBuffer(state, records, fetched);
  };

  const answer = (outcome: InvocationOutcome): void => {
    const offsets = underWay('invoking');
    if (offsets.length === 0) return;
    const failed = outcome.kind === 'failed' ? outcome.failed : new Set<number>();
    const isSplit = failed === 'all' && rules.bisectBatchOnFunctionError && offsets.length > 1;
    const failedNow = isSplit ? [] : offsets.filter((offset) => failed === 'all' || failed.has(offset));
    for (const offset of failedNow) failures.set(offset, (failures.get(offset) ?? 0) + 1);
    if (outcome.kind === 'processed') for (const offset of offsets) finished.add(offset);
    if (outcome.kind === 'failed' && failed !== 'all') {
      for (const offset of offsets.filter((each) => each < Math.min(...failed))) finished.add(offset);
    }
    state = decideAfterInvocation(state, outcome, rules, nowMs, 0.5);
  };

  const giveUp = (): void => {
    for (const offset of underWay('giving-up')) {
      const isTooLarge = (log[offset]?.bytes ?? 0) > rules.recordsLimitBytes;
      const isExhausted = (failures.get(offset) ?? 0) === rules.retryLimit + 1;
      promise(isTooLarge || isExhausted, `${offset} given up after ${failures.get(offset) ?? 0} failures`);
      finished.add(offset);
    }
    state = decideAfterGivingUp(state);
  };

  const commit = (): void => {
    const position = decideCommit(state);
    if (position === undefined) return;
    promise(position >= committed, `the commit went back from ${committed} to ${position}`);
    promise(position <= lowestOpen(), `committed ${position}, past ${lowestOpen()}`);
    committed = position;
  };

  const apply = (happening: Happening): void => {
    switch (happening.kind) {
      case 'fetch':
        fetch(happening.count);
        break;
      case 'time':
        nowMs += happening.ms;
        break;
      case 'answer':
        answer(asOutcome(happening, underWay('invoking')));
        break;
      case 'destination-took-it':
        giveUp();
        break;
      case 'commit':
        commit();
        break;
      case 'drain':
        state = { ...state, draining: true };
        break;
      case 'owner-changed':
        state = EMPTY_PARTITION;
        fetched = committed;
        failures.clear();
        break;
    }
    decide();
  };

  return {
    apply,
    /** Lets everything succeed from here on, and checks that every record is dealt with and committed. */
    finish: (): void => {
      state = { ...state, draining: false };
      fetch(log.length);
      for (let round = 0; round < log.length * 4 + 4; round += 1) {
        apply({ kind: 'time', ms: 60_000 });
        apply({ kind: 'answer', how: 'processed' });
        apply({ kind: 'destination-took-it' });
      }
      commit();
      promise(finished.size === log.length, `${log.length - finished.size} records were left`);
      promise(committed === log.length, `committed ${committed} of ${log.length}`);
    },
  };
};

const asOutcome = (
  happening: Extract<Happening, { kind: 'answer' }>,
  offsets: readonly number[],
): InvocationOutcome => {
  const invocation = { requestId: 'r', functionError: undefined };
  switch (happening.how) {
    case 'processed':
      return { kind: 'processed' };
    case 'not-attempted':
      return { kind: 'not-attempted' };
    case 'all-failed':
      return { kind: 'failed', failed: 'all', invocation };
    case 'some-failed': {
      const failed = happening.which.flatMap((index) => offsets[index % offsets.length] ?? []);
      return { kind: 'failed', failed: new Set(failed), invocation };
    }
  }
};
