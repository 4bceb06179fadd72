import { decideFlow } from '../../../lib/event-source/decide-flow.ts';
import { partitionWith, pendingAt } from './pending-fixture.ts';

const rules = { batchSize: 100 };
const buffered = (count: number, bytes = 10) =>
  partitionWith(Array.from({ length: count }, (_, offset) => pendingAt(offset, { bytes })));

test.each([
  ['a full buffer is not read on', buffered(20_000), false, 'pause'],
  ['many bytes are a full buffer too', buffered(16, 1024 * 1024), false, 'pause'],
  ['a buffer with room is read on', buffered(19_999), false, 'unchanged'],
  ['it stays paused until half is used', buffered(10_000), true, 'unchanged'],
  ['then it is read on', buffered(9999), true, 'resume'],
  ['not while half the bytes are there', buffered(8, 1024 * 1024), true, 'unchanged'],
] as const)('%s', (_title, state, paused, decision) => {
  expect(decideFlow(state, paused, rules)).toBe(decision);
});

test('there is always room for two batches', () => {
  expect(decideFlow(buffered(20_000, 1), false, { batchSize: 10_001 })).toBe('unchanged');
});

test('what is draining is not read on', () => {
  const draining = { ...buffered(0), draining: true };

  expect([decideFlow(draining, false, rules), decideFlow(draining, true, rules)]).toEqual(['pause', 'unchanged']);
});
