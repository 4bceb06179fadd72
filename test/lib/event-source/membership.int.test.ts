import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { MSKEvent } from 'aws-lambda';
import { type KafkaBroker, startKafkaBroker } from '../../kafka-broker.ts';
import { append, eventually, recordsOf, startSource, textOf, texts } from './event-source-fixture.ts';

jest.setTimeout(30_000);

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 120_000);
afterAll(() => broker[Symbol.asyncDispose]());

const idsOf = (events: readonly MSKEvent[]) =>
  events.flatMap(recordsOf).map((each) => `${each.partition}/${each.offset}`);

test('a handler slower than the session timeout is not thrown out, and sees its batch once', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a']);

  await using running = startSource(broker, { topic }, () => sleep(8000, null));
  const { groupId } = running.source.definition;
  await eventually(async () => (await broker.committed(groupId, topic))[0] === 1);

  expect(running.seen()).toEqual(['a']);
  expect(running.log.filter(({ event }) => event === 'partitions-assigned')).toHaveLength(1);
});

test('a source logs from which offset it reads a partition, and is one member of its group, whatever is provisioned', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, texts(3));
  const provisioned = { minimumPollers: 2, maximumPollers: 4 };
  const groupId = `again-${topic}`;
  const readAll = async () => {
    await using running = startSource(broker, { topic, groupId, provisioned });
    await eventually(() => running.source.metrics().committed > 0);
    const { groups } = await broker.admin.describeGroups([groupId]);
    expect(groups[0]?.members).toHaveLength(1);
    expect(running.source.metrics().pollers).toEqual({ running: 1, minimum: 2, maximum: 4 });
    await running.source.stop();
    expect(running.source.metrics().pollers.running).toBe(0);
    return running.log.filter(({ event }) => event === 'reading-began');
  };

  const first = await readAll();
  await append(broker, topic, texts(1));
  const second = await readAll();

  expect(first).toEqual([expect.objectContaining({ partition: 0, firstOffset: 0 })]);
  expect(second).toEqual([expect.objectContaining({ partition: 0, firstOffset: 3 })]);
});

test('two members share the partitions; a rebalance in mid-batch loses nothing and repeats only what was in flight', async () => {
  const topic = await broker.createTopic({ partitions: 4 });
  for (const partition of [0, 1, 2, 3]) await append(broker, topic, texts(200), partition);
  const work = () => sleep(40, null);

  await using first = startSource(broker, { topic, batchSize: 10 }, work);
  const { groupId } = first.source.definition;
  await eventually(() => first.events.length >= 8);
  await using second = startSource(broker, { topic, groupId, batchSize: 10 }, work);
  await eventually(() => new Set(idsOf([...first.events, ...second.events])).size >= 800);
  const total = async () => Object.values(await broker.committed(groupId, topic)).reduce((a, b) => a + b, 0);
  await eventually(async () => (await total()) === 800);

  const ids = idsOf([...first.events, ...second.events]);
  expect(second.events.length).toBeGreaterThan(0);
  expect(new Set(second.events.flatMap(recordsOf).map(({ partition }) => partition)).size).toBe(2);
  expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(4 * 10);
});

test('a member that leaves hands its partitions over, and the other goes on where it stood', async () => {
  const topic = await broker.createTopic({ partitions: 2 });
  await using first = startSource(broker, { topic });
  const { groupId } = first.source.definition;
  await using second = startSource(broker, { topic, groupId });
  await eventually(() => second.source.state === 'Enabled' && first.source.state === 'Enabled');
  await append(broker, topic, texts(10), 0);
  await append(broker, topic, texts(10), 1);
  await eventually(() => first.seen().length + second.seen().length >= 20);

  await first.source.stop();
  await append(broker, topic, ['later'], 0);
  await append(broker, topic, ['later'], 1);
  await eventually(() => second.seen().filter((text) => text === 'later').length >= 2);

  expect(first.seen().length + second.seen().length).toBe(22);
});

test('stopping waits for the invocation in flight and commits it, and begins no other', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b', 'c']);
  const begun = Promise.withResolvers<void>();

  const running = startSource(broker, { topic, batchSize: 1 }, () => {
    begun.resolve();
    return sleep(500, null);
  });
  await begun.promise;
  await running.source.stop();

  expect(running.seen()).toEqual(['a']);
  expect(await broker.committed(running.source.definition.groupId, topic)).toEqual({ 0: 1 });
});

test('an invocation that outlasts the wait is not committed, and comes again', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, ['a', 'b']);
  const begun = Promise.withResolvers<void>();
  const hold = Promise.withResolvers<void>();

  const running = startSource(
    broker,
    { topic, batchSize: 1 },
    () => {
      begun.resolve();
      return hold.promise;
    },
    { drainLimitMs: 200 },
  );
  await begun.promise;
  await running.source.stop();
  const { groupId } = running.source.definition;
  const committed = await broker.committed(groupId, topic);
  hold.resolve();
  await using again = startSource(broker, { topic, groupId });
  await eventually(() => again.seen().length >= 2);

  expect(committed).toEqual({ 0: -1 });
  expect(again.seen()).toEqual(['a', 'b']);
});

test('disabling in mid-batch commits nothing unprocessed; enabling goes on with the next record', async () => {
  const topic = await broker.createTopic();
  await append(broker, topic, texts(30));
  const states: string[] = [];
  await using running = startSource(broker, { topic, batchSize: 10 }, () => sleep(100, null), {
    log: (entry) => entry.event === 'state-changed' && states.push(entry.message),
  });
  const { groupId } = running.source.definition;
  await eventually(() => running.events.length === 2);
  await running.source.update({ enabled: false });
  const whenDisabled = { seen: running.seen().length, committed: await broker.committed(groupId, topic) };
  await sleep(300);
  const seenLater = running.seen().length;
  await running.source.update({ enabled: true });
  await eventually(() => running.seen().length >= 30);

  expect(whenDisabled).toEqual({ seen: 20, committed: { 0: 20 } });
  expect(seenLater).toBe(20);
  expect(running.seen()).toEqual(texts(30));
  expect(states).toEqual([
    'Creating → Enabled',
    'Enabled → Disabling',
    'Disabling → Disabled',
    'Disabled → Enabling',
    'Enabling → Enabled',
  ]);
});

test('batch size, window, filter and function change while it runs, losing and repeating nothing', async () => {
  const topic = await broker.createTopic();
  const calls: string[] = [];
  await using running = startSource(broker, { topic, batchSize: 2 }, () => null, {
    invoke: async (functionName, payload) => {
      const values = recordsOf(JSON.parse(payload)).map(textOf);
      calls.push(`${functionName}: ${values.join(' ')}`);
      return { requestId: 'r', payload: '', functionError: undefined };
    },
  });
  await append(broker, topic, texts(4));
  await eventually(() => calls.length === 2);
  await running.source.update({
    batchSize: 3,
    functionName: 'another',
    filterPatterns: ['{"value":[{"prefix":"x"}]}'],
  });
  await append(broker, topic, ['x1', 'y', 'x2', 'x3', 'x4']);
  await eventually(() => calls.length === 4);
  await running.source.update({ maximumBatchingWindowMs: 60_000 });
  await append(broker, topic, ['x5']);
  await sleep(300);
  const whileWindowIsOpen = calls.length;
  await running.source.update({ maximumBatchingWindowMs: 0 });
  await eventually(() => calls.length === 5);

  expect(whileWindowIsOpen).toBe(4);
  expect(calls).toEqual([
    'test-function: 0 1',
    'test-function: 2 3',
    'another: x1 x2 x3',
    'another: x4',
    'another: x5',
  ]);
});

test('a broker that is killed and restarted costs no record', async () => {
  const topic = await broker.createTopic({ partitions: 2 });
  await using running = startSource(broker, { topic, batchSize: 5 }, () => sleep(5, null));
  const { groupId } = running.source.definition;
  let produced = 0;
  const produce = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await append(broker, topic, [String(produced)], produced % 2);
      produced += 1;
    }
  };
  await produce(100);
  await broker.kill();
  await eventually(() => running.source.lastProcessingResult.startsWith('PROBLEM: Connection error'));
  await broker.restart();
  await produce(100);
  await eventually(() => new Set(running.seen()).size >= produced);
  const total = async () => Object.values(await broker.committed(groupId, topic)).reduce((a, b) => a + b, 0);
  await eventually(async () => (await total()) === produced);

  expect(new Set(running.seen())).toEqual(new Set(texts(produced)));
  expect(running.source.lastProcessingResult).toBe('OK');
}, 40_000);
