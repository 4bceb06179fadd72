import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { Kafka, logLevel } from 'kafkajs';
import { BrokerUnavailableError, buildTopicProducer } from '../../../../functions/kit/kafka/topic-producer.ts';
import { type KafkaBroker, startKafkaBroker } from '../../../kafka-broker.ts';

let broker: KafkaBroker;
beforeAll(async () => {
  broker = await startKafkaBroker();
}, 60_000);
afterAll(() => broker[Symbol.asyncDispose]());

const settings = {
  logLevel: logLevel.NOTHING,
  connectionTimeout: 500,
  requestTimeout: 300,
  retry: { initialRetryTime: 10 },
};
const buildKafka = (brokers: readonly string[]) => new Kafka({ ...settings, brokers: [...brokers] });
const toRecord = (value: string) => ({ key: 'NSW1', value });

/** The values of a topic with one partition, in order. */
const valuesOf = async (topic: string): Promise<string[]> => {
  const [partition] = await broker.admin.fetchTopicOffsets(topic);
  const end = Number(partition?.high ?? 0);
  const values: string[] = [];
  if (end === 0) return values;
  const consumer = buildKafka(broker.bootstrapServers).consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer
      .run({
        eachMessage: async ({ message }) => {
          values.push(String(message.value));
          if (Number(message.offset) === end - 1) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return values;
};

/** A way to the broker on which its answers can be held back while requests still reach it. */
const buildLossyWay = async (target: string) => {
  const [host = '', port = ''] = target.split(':');
  let losing = false;
  const way = createServer((client) => {
    const server = connect(Number(port), host);
    client
      .on('data', (data) => server.write(data))
      .on('close', () => server.destroy())
      .on('error', () => server.destroy());
    server
      .on('data', (data) => losing || client.write(data))
      .on('close', () => client.destroy())
      .on('error', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(way, 'listening');
  const { port: wayPort } = way.address() as AddressInfo;
  return {
    // The broker names its own address in its answers: every connection is led here whatever it names.
    socketFactory: ({ onConnect }: { onConnect: () => void }) => connect(wayPort, '127.0.0.1', onConnect),
    loseAnswers: (lose: boolean) => {
      losing = lose;
    },
    close: () => way.close(),
  };
};

test('an append that resolves is on the topic, in order', async () => {
  const topic = await broker.createTopic();
  const producer = buildTopicProducer(buildKafka(broker.bootstrapServers), topic, toRecord);

  await producer.append(['a', 'b']);
  await producer.append(['c']);

  expect(await valuesOf(topic)).toEqual(['a', 'b', 'c']);
});

test('the time of capture is stamped after the connection was made, just before the record is sent', async () => {
  const topic = await broker.createTopic();
  const stamps: number[] = [];
  const producer = buildTopicProducer(buildKafka(broker.bootstrapServers), topic, (value: string, capturedMs) => {
    stamps.push(capturedMs, Date.now());
    return { value };
  });

  await producer.append(['a']);

  const [capturedMs = 0, nowMs = 0] = stamps;
  expect(Math.abs(capturedMs - nowMs)).toBeLessThan(5);
});

test('says that the broker is away instead of waiting for it, and works once it is there', async () => {
  const topic = await broker.createTopic();
  const port = await getPort();
  const producer = buildTopicProducer(buildKafka([`127.0.0.1:${port}`]), topic, toRecord, { deadlineMs: 2_000 });
  const startedMs = Date.now();

  await expect(producer.append(['lost'])).rejects.toThrow(BrokerUnavailableError);
  expect(Date.now() - startedMs).toBeLessThan(2_500);

  const way = createServer((client) => {
    const [host = '', target = ''] = (broker.bootstrapServers[0] ?? '').split(':');
    client.pipe(connect(Number(target), host)).pipe(client);
  }).listen(port, '127.0.0.1');
  await once(way, 'listening');
  await producer.append(['kept']);
  way.close();

  expect(await valuesOf(topic)).toEqual(['kept']);
});

test('every append that resolved while the broker was killed and came back is on the topic', async () => {
  const topic = await broker.createTopic();
  const producer = buildTopicProducer(buildKafka(broker.bootstrapServers), topic, toRecord, { deadlineMs: 4_000 });
  const acknowledged: string[] = [];
  let stopped = false;
  const appending = (async () => {
    for (let n = 0; !stopped; n += 1) {
      await producer.append([`n${n}`]).then(
        () => acknowledged.push(`n${n}`),
        (error: unknown) => expect(error).toBeInstanceOf(BrokerUnavailableError),
      );
    }
  })();

  await sleep(200);
  await broker.kill();
  const before = acknowledged.length;
  await broker.restart();
  await sleep(3_000);
  stopped = true;
  await appending;

  const values = new Set(await valuesOf(topic));
  expect(before).toBeGreaterThan(0);
  expect(acknowledged.length).toBeGreaterThan(before);
  expect(acknowledged.filter((value) => !values.has(value))).toEqual([]);
}, 60_000);

test('what is acknowledged after a failed append is on the topic, though the broker had the failed one', async () => {
  const topic = await broker.createTopic();
  const way = await buildLossyWay(broker.bootstrapServers[0] ?? '');
  const kafka = new Kafka({ ...settings, brokers: [...broker.bootstrapServers], socketFactory: way.socketFactory });
  const producer = buildTopicProducer(kafka, topic, toRecord, { deadlineMs: 1_500 });
  await producer.append(['first']);

  way.loseAnswers(true);
  await expect(producer.append(['unacknowledged'])).rejects.toThrow(BrokerUnavailableError);
  way.loseAnswers(false);
  await producer.append(['acknowledged']);

  const values = await valuesOf(topic);
  way.close();
  expect(values).toContain('acknowledged');
  expect(values.filter((value) => value === 'first')).toHaveLength(1);
});
