import {
  decideAfterGivingUp,
  decideAfterInvocation,
  type FailureRules,
  type InvocationOutcome,
} from '../../../lib/event-source/decide-after-invocation.ts';
import type { PartitionState, PendingRecord } from '../../../lib/event-source/partition-state.ts';
import { offsetsOf, partitionWith, pendingAt } from './pending-fixture.ts';

const endless: FailureRules = { retryLimit: Number.POSITIVE_INFINITY, bisectBatchOnFunctionError: false };
const invocation = { requestId: 'r', functionError: 'Unhandled' };
const failed = (which: 'all' | number[]): InvocationOutcome => ({
  kind: 'failed',
  failed: which === 'all' ? 'all' : new Set(which),
  invocation,
});
const invoking = (records: readonly PendingRecord[], options: Partial<PartitionState> = {}) =>
  partitionWith([], { underWay: { kind: 'invoking', segment: { fate: 'retry', records } }, ...options });
const batch = (...offsets: number[]) => offsets.map((offset) => pendingAt(offset));
const summary = (state: PartitionState) => state.segments.map(({ fate, records }) => `${fate} ${offsetsOf(records)}`);
const after = (state: PartitionState, outcome: InvocationOutcome, rules = endless) =>
  decideAfterInvocation(state, outcome, rules, 1000, 0);

test('a processed batch is gone, and the next attempt need not wait', () => {
  const state = after(invoking(batch(1, 2), { setbacks: 3, notBeforeMs: 9000 }), { kind: 'processed' });

  expect(state).toMatchObject({ segments: [], underWay: { kind: 'nothing' }, setbacks: 0, notBeforeMs: 0 });
});

test('a batch that failed as a whole is tried again as a whole, later each time', () => {
  const once = after(invoking(batch(1, 2)), failed('all'));
  const twice = after(invoking(batch(1, 2), { setbacks: once.setbacks }), failed('all'));

  expect(summary(once)).toEqual(['retry 1,2']);
  expect(once.segments[0]?.records.map(({ failures }) => failures)).toEqual([1, 1]);
  expect([once.notBeforeMs, twice.notBeforeMs]).toEqual([1050, 1100]);
});

test('a partly failed batch is tried again from its lowest failed record on', () => {
  const state = after(invoking(batch(1, 2, 3, 4)), failed([2, 4]));

  expect(summary(state)).toEqual(['retry 2,3,4']);
  expect(state.segments[0]?.records.map(({ failures }) => failures)).toEqual([1, 0, 1]);
});

test('progress makes the delay short again', () => {
  expect(after(invoking(batch(1, 2), { setbacks: 5 }), failed([2])).setbacks).toBe(1);
});

test('what has failed more often than the limit is given up, and the rest is tried again', () => {
  const records = [pendingAt(1, { failures: 1 }), pendingAt(2), pendingAt(3, { failures: 1 })];

  const state = after(invoking(records), failed([1, 2, 3]), { ...endless, retryLimit: 1 });

  expect(summary(state)).toEqual(['give-up 1,3', 'retry 2']);
  expect(state.segments[0]).toMatchObject({ condition: 'RetryAttemptsExhausted', invocation });
});

test('a limit of 0 gives a failed batch up at once', () => {
  expect(summary(after(invoking(batch(1, 2)), failed('all'), { ...endless, retryLimit: 0 }))).toEqual(['give-up 1,2']);
});

test('what was not attempted has not failed', () => {
  const state = after(invoking(batch(1)), { kind: 'not-attempted' }, { ...endless, retryLimit: 0 });

  expect(state.segments).toEqual([{ fate: 'retry', records: batch(1) }]);
  expect(state).toMatchObject({ setbacks: 1, notBeforeMs: 1050 });
});

test('bisecting splits a batch that failed as a whole, and that is no attempt', () => {
  const rules = { retryLimit: 0, bisectBatchOnFunctionError: true };

  const split = after(invoking(batch(1, 2, 3)), failed('all'), rules);
  const single = after(invoking(batch(1)), failed('all'), rules);

  expect(summary(split)).toEqual(['retry 1,2', 'retry 3']);
  expect(split.segments[0]?.records.map(({ failures }) => failures)).toEqual([0, 0]);
  expect(summary(single)).toEqual(['give-up 1']);
});

test('a batch that reports its failures is not split', () => {
  const rules = { ...endless, bisectBatchOnFunctionError: true };

  expect(summary(after(invoking(batch(1, 2, 3)), failed([1]), rules))).toEqual(['retry 1,2,3']);
});

test('the other half of a batch stays behind the one that is tried first', () => {
  const state = after(invoking(batch(1), { segments: [{ fate: 'retry', records: batch(2) }] }), failed('all'));

  expect(summary(state)).toEqual(['retry 1', 'retry 2']);
});

test('after giving up, the next batch does not inherit the delay of the lost one', () => {
  const segment = { fate: 'give-up', records: batch(1), condition: 'RetryAttemptsExhausted', invocation } as const;

  const state = decideAfterGivingUp(
    partitionWith([], { underWay: { kind: 'giving-up', segment }, setbacks: 4, notBeforeMs: 9 }),
  );

  expect(state).toMatchObject({ underWay: { kind: 'nothing' }, setbacks: 0, notBeforeMs: 0 });
});
