import { judgeLedger, type LedgerLine } from './judge-ledger.ts';

const stored = (atMs: number, offset: number): LedgerLine => ({
  atMs,
  requestId: 'r',
  partition: 0,
  offset,
  id: `id-${offset}`,
});

test('an acknowledged record that no handler stored is lost', () => {
  expect(judgeLedger(['id-0', 'id-1'], [stored(1, 0)], []).lost).toEqual(['id-1']);
});

test('a record stored again without a reason in between is unexplained', () => {
  const log = [{ atMs: 0, poller: 'a', event: 'partitions-assigned' }];

  expect(judgeLedger([], [stored(1, 0), stored(3, 0)], log)).toMatchObject({ repeated: ['0/0'], unexplained: ['0/0'] });
});

test.each([
  ['its batch failed', { event: 'batch-failed', partition: 0, firstOffset: 0, lastOffset: 4 }],
  ['a membership changed', { event: 'partitions-assigned' }],
])('a record stored again is explained where %s', (_reason, entry) => {
  const log = [{ atMs: 2, poller: 'a', ...entry }];

  expect(judgeLedger([], [stored(1, 0), stored(3, 0)], log).unexplained).toEqual([]);
});

test('the failure of another batch explains nothing', () => {
  const log = [{ atMs: 2, poller: 'a', event: 'batch-failed', partition: 0, firstOffset: 5, lastOffset: 9 }];

  expect(judgeLedger([], [stored(1, 0), stored(3, 0)], log).unexplained).toEqual(['0/0']);
});

test('a record first stored after one that follows it is out of order', () => {
  expect(judgeLedger([], [stored(1, 0), stored(2, 2), stored(3, 1)], []).outOfOrder).toEqual(['0/1']);
});

test('a record stored again is explained where a membership changed while its batch ran', () => {
  const log = [
    { atMs: 5, poller: 'a', event: 'partitions-assigned' },
    { atMs: 12, poller: 'b', event: 'batch-processed', requestId: 'r', durationMs: 10 },
  ];

  expect(judgeLedger([], [stored(9, 0), stored(20, 0)], log).unexplained).toEqual([]);
});
