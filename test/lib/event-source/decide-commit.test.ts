import { decideCommit } from '../../../lib/event-source/decide-commit.ts';
import { EMPTY_PARTITION } from '../../../lib/event-source/partition-state.ts';
import { partitionWith, pendingAt } from './pending-fixture.ts';

test('commits nothing before anything was read', () => {
  expect(decideCommit(EMPTY_PARTITION)).toBeUndefined();
});

test('commits up to the position when nothing is pending, past filtered records', () => {
  expect(decideCommit(partitionWith([], { position: 42 }))).toBe(42);
});

test('commits up to the first record in the buffer', () => {
  expect(decideCommit({ ...partitionWith([pendingAt(7), pendingAt(8)]), bufferHead: 1 })).toBe(8);
});

test('commits no further than the batch that is under way', () => {
  const segment = { fate: 'retry', records: [pendingAt(4), pendingAt(5)] } as const;

  expect(decideCommit(partitionWith([pendingAt(6)], { underWay: { kind: 'invoking', segment } }))).toBe(4);
});

test('commits no further than the lowest record that is to be tried again, also where one after it is being given up', () => {
  const givenUp = {
    fate: 'give-up',
    records: [pendingAt(5)],
    condition: 'RetryAttemptsExhausted',
    invocation: undefined,
  } as const;
  const retried = { fate: 'retry', records: [pendingAt(4), pendingAt(6)] } as const;
  const state = partitionWith([pendingAt(7)], {
    underWay: { kind: 'giving-up', segment: givenUp },
    segments: [retried],
  });

  expect(decideCommit(state)).toBe(4);
});
