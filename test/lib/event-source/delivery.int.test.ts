import { jest } from '@jest/globals';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { append, eventually, failing, recordsOf, startSource, textOf, texts } from './event-source-fixture.ts';

jest.setTimeout(30_000);

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 120_000);
afterAll(() => broker[Symbol.asyncDispose]());

test('hands over every record in order, in batches of the batch size, and commits them', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, texts(250));

  await using running = startSource(broker, { topic, batchSize: 100 });
  await eventually(() => running.seen().length >= 250);
  await running.source.stop();

  expect(running.seen()).toEqual(texts(250));
  expect(running.events.map((event) => recordsOf(event).length)).toEqual([100, 100, 50]);
  expect(await broker.committed(running.source.definition.groupId, topic)).toEqual({ 0: 250 });
});

test('waits for the window to end before it hands over less than a batch', async () => {
  const topic = await broker.createTopic();
  await using running = startSource(broker, { topic, maximumBatchingWindowMs: 700 });
  await eventually(() => running.source.state === 'Enabled');

  const startMs = Date.now();
  await append(broker, topic, ['a']);
  await append(broker, topic, ['b']);
  await eventually(() => running.events.length > 0);

  expect(Date.now() - startMs).toBeGreaterThanOrEqual(650);
  expect(running.events).toHaveLength(1);
  expect(running.seen()).toEqual(['a', 'b']);
});

test('hands over a full batch before its window ends', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, texts(10));

  await using running = startSource(broker, { topic, batchSize: 10, maximumBatchingWindowMs: 60_000 });
  await eventually(() => running.events.length > 0);

  expect(running.seen()).toEqual(texts(10));
});

test('tells everything that a record has, and leaves out what it has not', async () => {
  const topic = await broker.createTopic({ configs: { 'message.timestamp.type': 'LogAppendTime' } });
  await broker.producer.send({
    topic,
    messages: [
      { key: 'k', value: '{"a":1}', headers: { head: 'abc', empty: '', trace: ['1', '2'] } },
      { value: Buffer.from([0, 255]) },
      { key: 'k', value: null },
    ],
  });

  await using running = startSource(broker, { topic, eventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id' });
  await eventually(() => running.events.flatMap(recordsOf).length >= 3);

  const [first, second, third] = running.events.flatMap(recordsOf);
  expect(running.events[0]).toMatchObject({
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn:aws:kafka:r:a:cluster/c/id',
    bootstrapServers: broker.bootstrapServers.join(','),
  });
  expect(first).toMatchObject({ topic, partition: 0, offset: 0, timestampType: 'LOG_APPEND_TIME', key: 'aw==' });
  expect(first?.timestamp).toBeGreaterThan(Date.now() - 60_000);
  expect(first?.headers).toEqual([{ head: [97, 98, 99] }, { empty: [] }, { trace: [49] }, { trace: [50] }]);
  expect(second).toMatchObject({ value: 'AP8=', headers: [] });
  expect(second).not.toHaveProperty('key');
  expect(third).toMatchObject({ key: 'aw==' });
  expect(third).not.toHaveProperty('value');
});

test('calls itself SelfManagedKafka without a cluster ARN, and tells the time that the producer gave', async () => {
  const topic = await broker.createTopic();
  await broker.producer.send({ topic, messages: [{ value: 'a', timestamp: '1700000000000' }] });

  await using running = startSource(broker, { topic });
  await eventually(() => running.events.length > 0);

  expect(running.events[0]).toMatchObject({ eventSource: 'SelfManagedKafka' });
  expect(running.events[0]).not.toHaveProperty('eventSourceArn');
  expect(running.events.flatMap(recordsOf)[0]).toMatchObject({
    timestamp: 1_700_000_000_000,
    timestampType: 'CREATE_TIME',
  });
});

test('neither a slow nor a failing partition holds up another, and none is invoked twice at once', async () => {
  const topic = await broker.createTopic({ partitions: 3 });
  const inFlight = [0, 0, 0];
  let mostInFlight = 0;
  const release = Promise.withResolvers<void>();
  for (const partition of [0, 1, 2]) await append(broker, topic, texts(300), partition);

  await using running = startSource(broker, { topic, batchSize: 50 }, async (event) => {
    const partition = recordsOf(event)[0]?.partition ?? 0;
    inFlight[partition] = (inFlight[partition] ?? 0) + 1;
    mostInFlight = Math.max(mostInFlight, ...inFlight);
    if (partition === 0) await release.promise;
    inFlight[partition] -= 1;
    return partition === 1 ? new Error('poison') : null;
  });
  const seenOf = (partition: number) =>
    running.events.flatMap(recordsOf).filter((record) => record.partition === partition);
  await eventually(() => seenOf(2).length >= 300 && seenOf(1).length >= 150);
  await append(broker, topic, texts(100, 300), 2);
  await eventually(() => seenOf(2).length >= 400);

  expect(seenOf(2).map(textOf)).toEqual(texts(400));
  expect(new Set(seenOf(1).map(textOf))).toEqual(new Set(texts(50)));
  expect(seenOf(0)).toHaveLength(50);
  expect(mostInFlight).toBe(1);
  release.resolve();
});

test('a slow partition is read no further than its buffer, and loses nothing by it', async () => {
  const topic = await broker.createTopic();
  const value = 'x'.repeat(100_000);
  const release = Promise.withResolvers<void>();
  for (let round = 0; round < 6; round += 1)
    await append(
      broker,
      topic,
      Array.from({ length: 50 }, () => value),
    );

  await using running = startSource(broker, { topic, batchSize: 1 }, () => release.promise);
  await eventually(() => running.source.metrics().polled > 100);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const polledWhileHeld = running.source.metrics().polled;
  release.resolve();
  await eventually(() => running.events.length >= 300);

  expect(polledWhileHeld).toBeLessThan(200);
  expect(running.events.flatMap(recordsOf).map(({ offset }) => offset)).toEqual(texts(300).map(Number));
});

test('two event sources on different topics both fire, each for its own', async () => {
  const [orders, payments] = [await broker.createTopic(), await broker.createTopic()];
  await using first = startSource(broker, { topic: orders });
  await using second = startSource(broker, { topic: payments });
  await append(broker, orders, ['order']);
  await append(broker, payments, ['payment']);
  await eventually(() => first.events.length > 0 && second.events.length > 0);

  expect([first.seen(), second.seen()]).toEqual([['order'], ['payment']]);
});

test('splits a batch that would exceed 6 MB', async () => {
  const topic = await broker.createTopic();
  const sizes: number[] = [];
  const values = Array.from({ length: 9 }, () => Buffer.alloc(1_000_000, 1));
  for (const value of values) await append(broker, topic, [value]);

  await using running = startSource(broker, { topic, maximumBatchingWindowMs: 1000 }, (event) => {
    sizes.push(Buffer.byteLength(JSON.stringify(event)));
  });
  await eventually(() => running.events.flatMap(recordsOf).length >= 9);

  expect(running.events.map((event) => recordsOf(event).length)).toEqual([4, 4, 1]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6 * 1024 * 1024);
});

test('records that the filter leaves out reach no handler, and are committed', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['{"kind":"a"}', '{"kind":"b"}', '{"kind":"a"}', '{"kind":"b"}']);

  await using running = startSource(broker, { topic, filterPatterns: ['{"value":{"kind":["a"]}}'] });
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 4);

  expect(running.seen()).toEqual(['{"kind":"a"}', '{"kind":"a"}']);
  expect(running.source.metrics()).toMatchObject({ polled: 4, filtered: 2, lagByPartition: { 0: 0 } });
});

test('records of aborted transactions reach no handler, in whatever order their transactions overlap', async () => {
  const topic = await broker.createTopic();
  const producerOf = async (transactionalId: string) => {
    const producer = broker.kafka.producer({ transactionalId, maxInFlightRequests: 1, idempotent: true });
    await producer.connect();
    return producer;
  };
  const [first, second] = [await producerOf(`${topic}-1`), await producerOf(`${topic}-2`)];
  const outer = await first.transaction();
  await outer.send({ topic, messages: [{ value: 'outer, aborted' }] });
  const inner = await second.transaction();
  await inner.send({ topic, messages: [{ value: 'inner, aborted', key: Buffer.alloc(4) }] });
  await inner.send({ topic, messages: [{ value: 'inner, aborted' }] });
  await inner.abort();
  await outer.abort();
  const last = await first.transaction();
  await last.send({ topic, messages: [{ value: 'committed' }] });
  await last.commit();

  await using running = startSource(broker, { topic });
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 7);
  await Promise.all([first.disconnect(), second.disconnect()]);

  expect(running.seen()).toEqual(['committed']);
});

test('passes what is left of a log that was cut off before the committed offset', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, texts(20));
  await using running = startSource(broker, { topic }, (event) =>
    failing(recordsOf(event).filter(({ offset }) => offset === 5)),
  );
  await eventually(() => running.source.metrics().failed > 0);
  await running.source.stop();
  await broker.admin.fetchTopicOffsets(topic);
  await broker.admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: '10' }] });

  await using again = startSource(broker, { topic, groupId: running.source.definition.groupId });
  await eventually(() => again.seen().length >= 10);

  expect(again.seen()).toEqual(texts(10, 10));
});
