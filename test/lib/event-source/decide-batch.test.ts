import fc from 'fast-check';
import { type BatchRules, decideBatch } from '../../../lib/event-source/decide-batch.ts';
import { partitionWith, pendingAt } from './pending-fixture.ts';

const rules: BatchRules = { batchSize: 3, maximumBatchingWindowMs: 500, recordsLimitBytes: 1000 };
const arrived = (count: number, bytes = 10) =>
  partitionWith(Array.from({ length: count }, (_, offset) => pendingAt(offset, { bytes, arrivedAtMs: 1000 })));

test.each([
  ['nothing there', arrived(0), 1000, { kind: 'nothing' }],
  ['a full batch is taken at once', arrived(3), 1000, { kind: 'take', count: 3 }],
  ['no more than a batch is taken', arrived(5), 1000, { kind: 'take', count: 3 }],
  ['less than a batch waits for the window', arrived(2), 1200, { kind: 'wait', untilMs: 1500 }],
  ['less than a batch is taken when the window is over', arrived(2), 1500, { kind: 'take', count: 2 }],
  ['as much as the payload holds is taken at once', arrived(2, 700), 1000, { kind: 'take', count: 1 }],
  ['commas count', arrived(2, 500), 1000, { kind: 'take', count: 1 }],
  ['exactly what the payload holds, commas included', arrived(2, 499), 1500, { kind: 'take', count: 2 }],
  ['a record that no payload holds', arrived(1, 1001), 1000, { kind: 'too-large' }],
])('%s', (_title, state, nowMs, decision) => {
  expect(decideBatch(state, rules, nowMs)).toEqual(decision);
});

test('a window of 0 takes whatever is there', () => {
  expect(decideBatch(arrived(1), { ...rules, maximumBatchingWindowMs: 0 }, 1000)).toEqual({ kind: 'take', count: 1 });
});

test('the window begins with the first record that is left, not with the first that ever came', () => {
  const state = {
    ...partitionWith([pendingAt(0), pendingAt(1, { arrivedAtMs: 5000 })]),
    bufferHead: 1,
    bufferBytes: 10,
  };

  expect(decideBatch(state, rules, 5100)).toEqual({ kind: 'wait', untilMs: 5500 });
});

test('what is taken never exceeds the batch size or the payload, and never is nothing', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 10 }), (bytes, batchSize) => {
      const state = partitionWith(bytes.map((size, offset) => pendingAt(offset, { bytes: size })));

      const decision = decideBatch(state, { ...rules, batchSize }, 10_000);

      if (decision.kind !== 'take') throw new Error(`Not taken: ${decision.kind}`);
      const taken = bytes.slice(0, decision.count);
      expect(decision.count).toBeGreaterThanOrEqual(1);
      expect(decision.count).toBeLessThanOrEqual(batchSize);
      expect(taken.reduce((a, b) => a + b, 0) + taken.length - 1).toBeLessThanOrEqual(rules.recordsLimitBytes);
    }),
  );
});
