import { processBatch } from '../../../../functions/grid/consumption/process-batch.ts';
import type { Ledger, LedgerReceipt } from '../../../../functions/grid/ledger/ledger.ts';
import type { DeadLetters } from '../../../../functions/kit/kafka/dead-letters.ts';
import { dispatchEvent, minute } from '../../fixtures/grid-events.ts';
import { kafkaBatch, kafkaRecord } from '../../fixtures/kafka-batch.ts';

const topic = 'market.dispatch';
const record = (partition: number, offset: number) =>
  kafkaRecord({ topic, partition, offset }, dispatchEvent({ event_time: minute(partition * 1_000 + offset) }));
const poison = (partition: number, offset: number) => kafkaRecord({ topic, partition, offset }, 'not json');

const buildEffects = (failing: { storeFrom?: number; deadLetters?: boolean } = {}) => {
  const stored: string[] = [];
  const buried: number[] = [];
  let calls = 0;
  const ledger: Ledger = {
    store: async (entries): Promise<LedgerReceipt> => {
      calls += 1;
      if (calls >= (failing.storeFrom ?? Number.POSITIVE_INFINITY)) throw new Error('the store is away');
      stored.push(...entries.map(({ origin }) => origin));
      return { storedIds: new Set(entries.map(({ event }) => event.event_id)), decidedMs: 0, storedMs: 0 };
    },
  };
  const deadLetters: DeadLetters = {
    take: async (records) => {
      if (failing.deadLetters === true) throw new Error('the broker is away');
      buried.push(...records.map(({ position }) => position.offset));
    },
  };
  return { effects: { ledger, deadLetters }, stored, buried };
};

const failedOffsets = (answer: Awaited<ReturnType<typeof processBatch>>) =>
  answer.batchItemFailures.map(({ itemIdentifier: { partition, offset } }) => `${partition}@${offset}`);

test('stores what is valid, gives poison to the dead-letter topic, and the partition moves on', async () => {
  const { effects, stored, buried } = buildEffects();

  const answer = await processBatch(kafkaBatch(record(0, 1), poison(0, 2), record(0, 3)), effects);

  expect(answer).toEqual({ batchItemFailures: [] });
  expect(stored).toEqual(['market.dispatch-0@1', 'market.dispatch-0@3']);
  expect(buried).toEqual([2]);
});

test('asks for poison again while the dead-letter topic cannot take it', async () => {
  const { effects } = buildEffects({ deadLetters: true });

  const answer = await processBatch(kafkaBatch(record(0, 1), poison(0, 2), record(0, 3), record(1, 9)), effects);

  expect(failedOffsets(answer)).toEqual(['market.dispatch-0@2', 'market.dispatch-0@3']);
});

test('asks for everything from the first record of the first chunk that was not stored', async () => {
  const { effects } = buildEffects({ storeFrom: 2 });
  const offsets = Array.from({ length: 120 }, (_, n) => n);

  const answer = await processBatch(kafkaBatch(...offsets.map((offset) => record(0, offset))), effects);

  expect(failedOffsets(answer)).toEqual(offsets.slice(99).map((offset) => `market.dispatch-0@${offset}`));
});
