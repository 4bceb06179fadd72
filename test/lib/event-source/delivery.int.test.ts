import { connectKafkaBroker, type KafkaBroker } from '../../kafka-broker.ts';
import { eventually, recordsOf, startSource, textOf } from './event-source-fixture.ts';

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await connectKafkaBroker((process.env['KAFKA_BOOTSTRAP_SERVERS'] ?? '').split(','));
});
afterAll(async () => {
  await broker[Symbol.asyncDispose]();
});

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => String(from + index));
const append = (topic: string, values: string[], partition = 0) =>
  broker.producer.send({ topic, messages: values.map((value) => ({ value, partition })) });

test('hands over every record in order, in batches of the batch size, and commits them', async () => {
  const topic = await broker.createTopic();
  const groupId = broker.newGroup();
  await append(topic, numbers(250));

  await using running = startSource(broker, { topic, groupId, batchSize: 100 });
  await eventually(
    () => running.seen().length >= 250,
    () => running.log,
  );
  await running.source.stop();

  expect(running.seen()).toEqual(numbers(250));
  expect(running.events.map((event) => recordsOf(event).length)).toEqual([100, 100, 50]);
  expect(await broker.committed(groupId, topic)).toEqual({ 0: 250 });
});

test('gives up a poison record to the on-failure topic and goes on', async () => {
  const topic = await broker.createTopic();
  const onFailureTopic = await broker.createTopic();
  const groupId = broker.newGroup();
  await append(topic, ['a', 'poison', 'b']);

  await using running = startSource(broker, { topic, groupId, onFailureTopic, maximumRetryAttempts: 1 }, (event) => ({
    batchItemFailures: recordsOf(event)
      .filter((record) => textOf(record) === 'poison')
      .map(({ partition, offset }) => ({ itemIdentifier: { partition: `${topic}-${partition}`, offset } })),
  }));
  await eventually(
    () => running.source.metrics().committed >= 2,
    () => running.log,
  );

  expect(running.source.metrics()).toMatchObject({ sentToDestination: 1 });
});
