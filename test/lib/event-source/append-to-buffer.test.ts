import { appendToBuffer, filterBuffer } from '../../../lib/event-source/append-to-buffer.ts';
import { EMPTY_PARTITION } from '../../../lib/event-source/partition-state.ts';
import { offsetsOf, partitionWith, pendingAt } from './pending-fixture.ts';

test('keeps what is not yet taken, and the position past what was filtered', () => {
  const before = { ...partitionWith([pendingAt(0), pendingAt(1)]), bufferHead: 1, bufferBytes: 10 };

  const state = appendToBuffer(before, [pendingAt(2)], 9);

  expect(offsetsOf(state.buffer)).toEqual([1, 2]);
  expect(state).toMatchObject({ bufferHead: 0, bufferBytes: 20, position: 9 });
});

test('leaves out what was read before', () => {
  const state = appendToBuffer(partitionWith([], { position: 5 }), [pendingAt(4), pendingAt(5)], 6);

  expect(offsetsOf(state.buffer)).toEqual([5]);
});

test('never takes the position back', () => {
  expect(appendToBuffer(partitionWith([], { position: 5 }), [], 3).position).toBe(5);
});

test('begins wherever the first fetch begins', () => {
  expect(appendToBuffer(EMPTY_PARTITION, [pendingAt(70)], 71)).toMatchObject({ position: 71, bufferBytes: 10 });
});

test('a new filter applies to what waits in the buffer, and to that alone', () => {
  const segments = [{ fate: 'retry', records: [pendingAt(0)] }] as const;
  const before = partitionWith([pendingAt(1), pendingAt(2)], { segments });

  const state = filterBuffer(before, ({ record }) => record.offset === 2);

  expect(offsetsOf(state.buffer)).toEqual([2]);
  expect(state).toMatchObject({ segments, bufferBytes: 10, position: 3 });
});
