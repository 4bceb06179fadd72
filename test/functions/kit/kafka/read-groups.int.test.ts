import { commitOffsets } from '../../../../functions/kit/kafka/commit-offsets.ts';
import { readGroups } from '../../../../functions/kit/kafka/read-groups.ts';
import { withAdmin } from '../../../../functions/kit/kafka/with-admin.ts';
import { type KafkaBroker, startKafkaBroker } from '../../../kafka-broker.ts';

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 60_000);
afterAll(() => broker[Symbol.asyncDispose]());

const append = (topic: string, partition: number, count: number) =>
  broker.producer.send({ topic, messages: Array.from({ length: count }, () => ({ partition, value: 'x' })) });
const read = (group: string, topic: string) =>
  withAdmin(broker.kafka, (admin) => readGroups(admin, [{ group, topic }]));

test('a group that never was has committed nothing and is behind by everything', async () => {
  const topic = await broker.createTopic({ partitions: 2 });
  await append(topic, 1, 5);

  const [place] = await read('never-was', topic);

  expect(place).toMatchObject({ state: 'Dead', members: 0, lag: 5 });
  expect(place?.partitions.map(({ committed, lag, grade }) => [committed, lag, grade])).toEqual([
    [null, 0, 'ok'],
    [null, 5, 'behind'],
  ]);
});

test('offsets that are committed for a group without members are where it stands, and it is empty again', async () => {
  const topic = await broker.createTopic({ partitions: 3 });
  for (const partition of [0, 1, 2]) await append(topic, partition, 150);

  await commitOffsets(
    broker.kafka,
    { group: 'moved', topic },
    new Map([
      [0, 150],
      [1, 149],
      [2, 10],
    ]),
  );
  const [place] = await read('moved', topic);

  expect(await broker.committed('moved', topic)).toEqual({ 0: 150, 1: 149, 2: 10 });
  expect(place).toMatchObject({ state: 'Empty', members: 0, lag: 141 });
  expect(place?.partitions.map(({ grade }) => grade)).toEqual(['ok', 'behind', 'far behind']);
});

test('a group can be moved back and forth again and again', async () => {
  const topic = await broker.createTopic();
  await append(topic, 0, 20);

  for (const offset of [20, 0, 7]) {
    await commitOffsets(broker.kafka, { group: 'again', topic }, new Map([[0, offset]]));

    expect(await broker.committed('again', topic)).toEqual({ 0: offset });
  }
}, 20_000);

test('a group that somebody reads with is not moved', async () => {
  const topic = await broker.createTopic();
  await append(topic, 0, 20);
  const member = broker.kafka.consumer({ groupId: 'in-use', maxWaitTimeInMs: 50, heartbeatInterval: 200 });
  await member.connect();
  await member.subscribe({ topics: [topic] });
  await member.run({ autoCommit: false, eachMessage: async () => undefined });

  await expect(commitOffsets(broker.kafka, { group: 'in-use', topic }, new Map([[0, 5]]))).rejects.toMatchObject({
    code: 'GROUP_IN_USE',
    status: 409,
  });
  const [place] = await read('in-use', topic);
  await member.disconnect();

  expect(place).toMatchObject({ members: 1 });
  expect(await broker.committed('in-use', topic)).toEqual({ 0: -1 });
}, 20_000);

test('a topic that is not there is told as the cluster not answering, with its cause', async () => {
  const failure = await read('any', 'missing').catch((error: unknown) => error);

  expect(failure).toMatchObject({ code: 'KAFKA_UNAVAILABLE', status: 503, retryable: true });
  expect((failure as Error).cause).toBeInstanceOf(Error);
}, 20_000);
