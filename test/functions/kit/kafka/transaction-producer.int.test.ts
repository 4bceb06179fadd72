import { randomUUID } from 'node:crypto';
import { type Kafka, Kafka as KafkaClient, logLevel } from 'kafkajs';
import { BrokerUnavailableError } from '../../../../functions/kit/kafka/topic-producer.ts';
import { buildTransactionProducer } from '../../../../functions/kit/kafka/transaction-producer.ts';
import { type KafkaBroker, startKafkaBroker } from '../../../kafka-broker.ts';
import { readCommitted } from '../../fixtures/read-committed.ts';

let broker: KafkaBroker;
let kafka: Kafka;
beforeAll(async () => {
  broker = await startKafkaBroker();
  kafka = new KafkaClient({
    brokers: [...broker.bootstrapServers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 10, maxRetryTime: 300, retries: 6 },
  });
}, 60_000);
afterAll(() => broker[Symbol.asyncDispose]());

const toRecord = (value: string) => ({ key: 'order', value });
const build = (topic: string, transactionalId = `orders-${randomUUID()}`) =>
  buildTransactionProducer(kafka, topic, toRecord, { transactionalId, deadlineMs: 8_000 });

test('what is appended in parts is committed as one, and its place is told', async () => {
  const topic = await broker.createTopic();

  const places = await build(topic).append([['a', 'b'], ['c']]);

  expect(await readCommitted(broker, topic)).toEqual(['a', 'b', 'c']);
  expect(places).toEqual([
    { partition: 0, offset: 0 },
    { partition: 0, offset: 2 },
  ]);
});

test('an aborted append is seen by nobody who reads committed records, and the next one is', async () => {
  const topic = await broker.createTopic();
  const producer = build(topic);

  await producer.appendAndAbort(['a', 'b']);
  await producer.append([['c']]);

  expect(await readCommitted(broker, topic)).toEqual(['c']);
});

test('an append that fails between its parts leaves nothing, and no transaction open', async () => {
  const topic = await broker.createTopic();
  const producer = build(topic);

  const failed = producer.append([['a'], ['b']], async () => {
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow(BrokerUnavailableError);
  await producer.append([['c']]);

  expect(await readCommitted(broker, topic)).toEqual(['c']);
});

test('a producer with the same id takes back what another left open, and shuts it out', async () => {
  const topic = await broker.createTopic();
  const id = `orders-${randomUUID()}`;
  const resume = Promise.withResolvers<void>();
  const sent = Promise.withResolvers<void>();
  const first = build(topic, id).append([['a']], () => {
    sent.resolve();
    return resume.promise;
  });
  first.catch(() => undefined);
  await sent.promise;

  await build(topic, id).append([['b']]);
  resume.resolve();

  await expect(first).rejects.toThrow(BrokerUnavailableError);
  expect(await readCommitted(broker, topic)).toEqual(['b']);
});

test('twenty transactions in a row take far less than the 300 ms that the library would wait in every second one', async () => {
  const topic = await broker.createTopic();
  const producer = build(topic);
  await producer.append([['warm']]);
  const durations: number[] = [];

  for (let n = 0; n < 20; n += 1) {
    const startedMs = performance.now();
    await producer.append([[`n${n}`]]);
    durations.push(performance.now() - startedMs);
  }

  const median = durations.toSorted((left, right) => left - right)[10];
  expect(median).toBeLessThan(100);
  expect(await readCommitted(broker, topic)).toHaveLength(21);
});

test('every append that resolved while the broker was killed and came back is on the topic once', async () => {
  const topic = await broker.createTopic();
  const producer = build(topic);
  const acknowledged: string[] = [];
  let stopped = false;
  const appending = (async () => {
    for (let n = 0; !stopped; n += 1) {
      await producer.append([[`n${n}`]]).then(
        () => acknowledged.push(`n${n}`),
        (error: unknown) => expect(error).toBeInstanceOf(BrokerUnavailableError),
      );
    }
  })();

  await new Promise((resolve) => setTimeout(resolve, 500));
  await broker.kill();
  const before = acknowledged.length;
  await broker.restart();
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  stopped = true;
  await appending;

  const values = await readCommitted(broker, topic);
  expect(before).toBeGreaterThan(0);
  expect(acknowledged.length).toBeGreaterThan(before);
  expect(values).toEqual([...new Set(values)]);
  expect(values).toEqual(expect.arrayContaining(acknowledged));
}, 60_000);
