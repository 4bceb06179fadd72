import { setTimeout as sleep } from 'node:timers/promises';
import { startKafkaBroker } from '../../kafka-broker.ts';
import { readGroupHistory } from './read-group-history.ts';

test("the broker's record of a group tells its commits, its members and their partitions in order", async () => {
  await using broker = await startKafkaBroker();
  const topic = await broker.createTopic({ partitions: 2 });
  const messages = Array.from({ length: 10 }, () => ({ partition: 1, value: 'x' }));
  await broker.producer.send({ topic, messages });
  const consumer = broker.kafka.consumer({ groupId: 'told', maxWaitTimeInMs: 50 });
  const joined = new Promise<string>((resolve) => {
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => resolve(payload.memberId));
  });
  await consumer.connect();
  await consumer.subscribe({ topic });
  await consumer.run({ autoCommit: false, eachMessage: async () => {} });
  const memberId = await joined;
  await consumer.commitOffsets([{ topic, partition: 1, offset: '7' }]);
  await sleep(5);
  await consumer.commitOffsets([{ topic, partition: 1, offset: '9' }]);
  await consumer.disconnect();

  const records = await readGroupHistory(broker.kafka, 'told');

  const told = records.filter((record) => record.kind === 'commit' || record.members.length > 0);
  expect(told).toEqual([
    expect.objectContaining({ kind: 'generation', members: [{ memberId, assignment: { [topic]: [0, 1] } }] }),
    expect.objectContaining({ kind: 'commit', topic, partition: 1, offset: 7 }),
    expect.objectContaining({ kind: 'commit', topic, partition: 1, offset: 9 }),
  ]);
  expect(told.map(({ atMs }) => atMs)).toEqual(told.map(({ atMs }) => atMs).toSorted((left, right) => left - right));
  expect(Math.abs((told[0]?.atMs ?? 0) - Date.now())).toBeLessThan(10_000);
});
