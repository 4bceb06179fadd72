import { readRanges } from '../../../../functions/kit/kafka/read-ranges.ts';
import { type KafkaBroker, startKafkaBroker } from '../../../kafka-broker.ts';

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 60_000);
afterAll(() => broker[Symbol.asyncDispose]());

const options = { groupPrefix: 'test-readers' };

/** A topic whose records are `p0-0`, `p0-1` … by partition and offset. */
const topicOf = async (...counts: number[]): Promise<string> => {
  const topic = await broker.createTopic({ partitions: counts.length });
  await broker.producer.send({
    topic,
    messages: counts.flatMap((count, partition) =>
      Array.from({ length: count }, (_, offset) => ({
        partition,
        key: 'NSW1',
        value: `p${partition}-${offset}`,
        headers: { correlation_id: `trace-${offset}` },
      })),
    ),
  });
  return topic;
};
const textsOf = (records: Awaited<ReturnType<typeof readRanges>>): string[] =>
  records.map(({ value }) => String(value));

test('gives the records of each range in order, as they lie there, and no other', async () => {
  const topic = await topicOf(5, 5, 5);

  const records = await readRanges(
    broker.kafka,
    [
      { topic, partition: 0, from: 1, to: 3 },
      { topic, partition: 2, from: 4, to: 5 },
    ],
    options,
  );

  expect(textsOf(records).toSorted()).toEqual(['p0-1', 'p0-2', 'p2-4']);
  expect(records.find(({ offset }) => offset === 4)).toMatchObject({
    topic,
    partition: 2,
    key: Buffer.from('NSW1'),
    headers: { correlation_id: Buffer.from('trace-4') },
  });
});

test('reads several topics at once, and more than one fetch brings', async () => {
  const [left, right] = [await topicOf(1_500), await topicOf(3)];

  const records = await readRanges(
    broker.kafka,
    [
      { topic: left, partition: 0, from: 0, to: 1_500 },
      { topic: right, partition: 0, from: 0, to: 3 },
    ],
    options,
  );

  expect(records).toHaveLength(1_503);
  expect(records.filter(({ topic }) => topic === left).map(({ offset }) => offset)).toEqual(
    Array.from({ length: 1_500 }, (_, offset) => offset),
  );
});

test('an empty range asks nobody', async () => {
  expect(await readRanges(broker.kafka, [{ topic: 'missing', partition: 0, from: 3, to: 3 }], options)).toEqual([]);
});

test('leaves no group behind', async () => {
  const topic = await topicOf(3);
  await readRanges(broker.kafka, [{ topic, partition: 0, from: 0, to: 3 }], { groupPrefix: 'short-lived' });

  const { groups } = await broker.admin.listGroups();
  const own = groups.map(({ groupId }) => groupId).filter((groupId) => groupId.startsWith('short-lived.'));
  const { groups: described } = await broker.admin.describeGroups(own);

  expect(described.flatMap(({ members }) => members)).toEqual([]);
  for (const group of own) expect(await broker.committed(group, topic)).toEqual({ 0: -1 });
});

test('a range that is never filled is given up after the deadline', async () => {
  const topic = await topicOf(3);

  await expect(
    readRanges(broker.kafka, [{ topic, partition: 0, from: 0, to: 4 }], { ...options, deadlineMs: 1_500 }),
  ).rejects.toMatchObject({ code: 'KAFKA_UNAVAILABLE', retryable: true });
});
