import { decideNext, type NextRules } from '../../../lib/event-source/decide-next.ts';
import { offsetsOf, partitionWith, pendingAt, recordAt } from './pending-fixture.ts';

const rules: NextRules = {
  batchSize: 2,
  maximumBatchingWindowMs: 0,
  recordsLimitBytes: 100,
  maximumRecordAgeSeconds: -1,
};
const retried = (...offsets: number[]) => ({ fate: 'retry', records: offsets.map((each) => pendingAt(each)) }) as const;

test('hands over a batch from the buffer, and nothing beside it while it is under way', () => {
  const { state, action } = decideNext(partitionWith([pendingAt(0), pendingAt(1), pendingAt(2)]), rules, 0);

  expect(action.kind === 'invoke' && offsetsOf(action.records)).toEqual([0, 1]);
  expect(state).toMatchObject({ bufferHead: 2, bufferBytes: 10 });
  expect(decideNext(state, rules, 0).action).toEqual({ kind: 'rest' });
});

test('what is to be tried again comes before the buffer, not before its time', () => {
  const state = partitionWith([pendingAt(5)], { segments: [retried(3, 4)], notBeforeMs: 700 });

  expect(decideNext(state, rules, 699).action).toEqual({ kind: 'wait', untilMs: 700 });
  expect(decideNext(state, rules, 700).action).toMatchObject({ kind: 'invoke', records: [{}, {}] });
});

test('giving up does not wait', () => {
  const segment = {
    fate: 'give-up',
    records: [pendingAt(3)],
    condition: 'RetryAttemptsExhausted',
    invocation: undefined,
  } as const;

  const { state, action } = decideNext(partitionWith([], { segments: [segment], notBeforeMs: 700 }), rules, 0);

  expect(action).toEqual({ kind: 'give-up', segment });
  expect(state).toMatchObject({ segments: [], underWay: { kind: 'giving-up' } });
});

test('a record that no payload holds is given up alone', () => {
  const { state, action } = decideNext(partitionWith([pendingAt(0, { bytes: 101 }), pendingAt(1)]), rules, 0);

  expect(action).toMatchObject({
    kind: 'give-up',
    segment: { condition: 'MaximumPayloadSizeExceeded', records: [{}] },
  });
  expect(state.bufferHead).toBe(1);
});

test('records that grew too old are given up, whether they are new or to be tried again', () => {
  const old = { ...pendingAt(0), record: recordAt(0, { timestamp: 39_000 }) };
  const young = { ...pendingAt(1), record: recordAt(1, { timestamp: 40_000 }) };
  const aging = { ...rules, maximumRecordAgeSeconds: 60 };

  const fresh = decideNext(partitionWith([old, young]), aging, 100_000);
  const again = decideNext(partitionWith([], { segments: [{ fate: 'retry', records: [old, young] }] }), aging, 100_000);

  for (const { state, action } of [fresh, again]) {
    expect(action).toMatchObject({ kind: 'give-up', segment: { condition: 'RecordAgeExceeded', records: [old] } });
    expect(state.segments).toEqual([{ fate: 'retry', records: [young] }]);
  }
});

test('begins nothing while draining', () => {
  const state = partitionWith([pendingAt(5)], { segments: [retried(3)], draining: true });

  expect(decideNext(state, rules, 0).action).toEqual({ kind: 'rest' });
});
