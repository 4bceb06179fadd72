import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { append, eventually, startSource } from './event-source-fixture.ts';

jest.setTimeout(30_000);

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 120_000);
afterAll(() => broker[Symbol.asyncDispose]());

test('TRIM_HORIZON begins with the oldest record', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['before']);

  await using running = startSource(broker, { topic, startingPosition: { kind: 'TRIM_HORIZON' } });
  await append(broker, topic, ['after']);
  await eventually(() => running.seen().length >= 2);

  expect(running.seen()).toEqual(['before', 'after']);
});

test('LATEST leaves out what was there before', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['before']);

  await using running = startSource(broker, { topic, startingPosition: { kind: 'LATEST' } });
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 1);
  await append(broker, topic, ['after']);
  await eventually(() => running.seen().length >= 1);

  expect(running.seen()).toEqual(['after']);
});

test('LATEST is decided once: what arrives while the source is stopped is read later', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['before']);
  const first = startSource(broker, { topic, startingPosition: { kind: 'LATEST' } });
  const { groupId } = first.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 1);
  await first.source.stop();
  await append(broker, topic, ['while stopped']);

  await using second = startSource(broker, { topic, groupId, startingPosition: { kind: 'LATEST' } });
  await eventually(() => second.seen().length >= 1);

  expect(second.seen()).toEqual(['while stopped']);
});

test('AT_TIMESTAMP begins with the first record of that time or later', async () => {
  const topic = await broker.createTopic();
  const messages = [1_700_000_000_000, 1_700_000_060_000, 1_700_000_120_000].map((timestamp) => ({
    value: String(timestamp),
    timestamp: String(timestamp),
  }));
  await broker.producer.send({ topic, messages });

  await using running = startSource(broker, {
    topic,
    startingPosition: { kind: 'AT_TIMESTAMP', timestampMs: 1_700_000_060_000 },
  });
  await eventually(() => running.seen().length >= 2);

  expect(running.seen()).toEqual(['1700000060000', '1700000120000']);
});

test('committed offsets win over the starting position', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b']);
  const first = startSource(broker, { topic });
  const { groupId } = first.source.definition;
  await eventually(() => first.seen().length >= 2);
  await first.source.stop();
  await append(broker, topic, ['c']);

  await using fromEnd = startSource(broker, { topic, groupId, startingPosition: { kind: 'LATEST' } });
  await eventually(() => fromEnd.seen().length >= 1);
  await fromEnd.source.stop();
  await append(broker, topic, ['d']);
  await using fromStart = startSource(broker, { topic, groupId, startingPosition: { kind: 'TRIM_HORIZON' } });
  await eventually(() => fromStart.seen().length >= 1);

  expect([fromEnd.seen(), fromStart.seen()]).toEqual([['c'], ['d']]);
});

test('a missing topic is said, and read as soon as it exists', async () => {
  const topic = `test-missing-${Date.now()}`;
  await using running = startSource(broker, { topic });
  await eventually(() => running.source.lastProcessingResult !== 'No records processed');
  const { state, lastProcessingResult } = running.source;

  await broker.createTopic({ name: topic });
  await append(broker, topic, ['a']);
  await eventually(() => running.seen().length >= 1);

  expect(state).toBe('Creating');
  expect(lastProcessingResult).toContain(`PROBLEM: Topic ${topic} is not in the cluster`);
  expect(running.source).toMatchObject({ state: 'Enabled', lastProcessingResult: 'OK' });
});

test('a topic that was deleted and made anew is read from its beginning', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['old 1', 'old 2', 'old 3']);
  await using running = startSource(broker, { topic });
  await eventually(() => running.seen().length >= 3);

  await broker.admin.deleteTopics({ topics: [topic] });
  await sleep(500);
  await broker.createTopic({ name: topic });
  await append(broker, topic, ['new']);
  await eventually(
    () => running.seen().includes('new'),
    () => running.log,
  );
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 1);

  expect(running.seen()).toEqual(['old 1', 'old 2', 'old 3', 'new']);
});

test('partitions that are added later are read from their beginning, with LATEST too', async () => {
  const topic = await broker.createTopic();
  await using running = startSource(broker, { topic, startingPosition: { kind: 'LATEST' } });
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 0);

  await broker.admin.createPartitions({ topicPartitions: [{ topic, count: 2 }] });
  await sleep(300);
  await broker.producer.send({ topic, messages: [{ value: 'in the new one', partition: 1 }] });
  await eventually(
    () => running.seen().length >= 1,
    () => running.log,
    45_000,
  );

  expect(running.seen()).toEqual(['in the new one']);
}, 60_000);
