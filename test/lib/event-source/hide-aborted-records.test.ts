import {
  type HideableMessage,
  type HideablePartition,
  hideAbortedRecords,
} from '../../../lib/event-source/hide-aborted-records.ts';

const COMMIT = Buffer.from([0, 0, 0, 1]);
const ABORT = Buffer.from([0, 0, 0, 0]);

const message = (offset: number, producerId: string, options: Partial<HideableMessage> = {}): HideableMessage => ({
  offset: String(offset),
  key: null,
  isControlRecord: false,
  batchContext: { firstOffset: String(offset), lastOffsetDelta: 0, producerId, inTransaction: producerId !== '-1' },
  ...options,
});
const marker = (offset: number, producerId: string, key: Buffer) =>
  message(offset, producerId, { key, isControlRecord: true });
const visible = (partition: HideablePartition): string[] => {
  hideAbortedRecords(partition);
  return partition.messages.filter(({ isControlRecord }) => !isControlRecord).map(({ offset }) => offset);
};

test('of overlapping transactions, none that was aborted is seen, whichever was aborted first', () => {
  const messages = [
    message(0, 'a'),
    message(1, 'b'),
    message(2, '-1'),
    message(3, 'b'),
    marker(4, 'b', ABORT),
    message(5, 'a'),
    marker(6, 'a', ABORT),
  ];
  const abortedTransactions = [
    { producerId: 'b', firstOffset: '1' },
    { producerId: 'a', firstOffset: '0' },
  ];

  expect(visible({ messages, abortedTransactions })).toEqual(['2']);
});

test('a fetch that begins in the midst of aborted transactions sees none of them', () => {
  const messages = [message(5, 'b'), message(6, 'a'), marker(7, 'a', ABORT), marker(8, 'b', ABORT)];
  const abortedTransactions = [
    { producerId: 'a', firstOffset: '0' },
    { producerId: 'b', firstOffset: '1' },
  ];

  expect(visible({ messages, abortedTransactions })).toEqual([]);
});

test('a key of four zero bytes is a key, not an abort marker', () => {
  const messages = [message(0, 'a', { key: ABORT }), message(1, 'a'), marker(2, 'a', ABORT)];

  expect(visible({ messages, abortedTransactions: [{ producerId: 'a', firstOffset: '0' }] })).toEqual([]);
});

test("a producer's next transaction is seen when it was committed", () => {
  const messages = [message(0, 'a'), marker(1, 'a', ABORT), message(2, 'a'), marker(3, 'a', COMMIT)];

  expect(visible({ messages, abortedTransactions: [{ producerId: 'a', firstOffset: '0' }] })).toEqual(['2']);
});

test('what a producer wrote outside a transaction is seen', () => {
  const outside = message(1, 'a', {
    batchContext: { firstOffset: '1', lastOffsetDelta: 0, producerId: 'a', inTransaction: false },
  });

  expect(
    visible({ messages: [message(0, 'a'), outside], abortedTransactions: [{ producerId: 'a', firstOffset: '0' }] }),
  ).toEqual(['1']);
});

test('records older than transactions are seen', () => {
  const { batchContext: _, ...old } = message(0, '-1');

  expect(visible({ messages: [old], abortedTransactions: [{ producerId: 'a', firstOffset: '0' }] })).toEqual(['0']);
});
