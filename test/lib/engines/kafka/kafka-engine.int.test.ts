import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import getPort from 'get-port';
import { Kafka, logLevel } from 'kafkajs';
import type { EngineCrash } from '../../../../lib/engines/engine.ts';
import { buildKafkaEngine } from '../../../../lib/engines/kafka/kafka-engine.ts';
import { isSameProcess } from '../../../../lib/foundation/process-identity.ts';
import { useInstance } from '../use-instance.ts';

jest.setTimeout(60_000);

const instance = useInstance(buildKafkaEngine);

const connect = (address: string) =>
  new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 50, retries: 8 } });

const createTopic = async (address: string, topic: string) => {
  const admin = connect(address).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
  await admin.disconnect();
};

const produce = async (address: string, topic: string, value: string) => {
  const producer = connect(address).producer();
  await producer.connect();
  await producer.send({ topic, acks: -1, messages: [{ value }] });
  await producer.disconnect();
};

const consumeFirst = async (address: string, topic: string): Promise<string | undefined> => {
  const consumer = connect(address).consumer({ groupId: `group-${Math.random()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const first = Promise.withResolvers<string | undefined>();
  await consumer.run({ eachMessage: async ({ message }) => first.resolve(message.value?.toString()) });
  const value = await first.promise;
  await consumer.disconnect();
  return value;
};

test('a record that was produced is still there after the broker was stopped and started again', async () => {
  const kafka = instance.build();
  const { address } = await kafka.start();
  await createTopic(address, 'orders');
  await produce(address, 'orders', 'before the stop');
  await kafka.stop();
  const whileStopped = await kafka.health();

  const again = await kafka.start();

  expect(whileStopped).toBe('down');
  expect(again.address).toBe(address);
  expect(await kafka.health()).toBe('up');
  expect(await consumeFirst(address, 'orders')).toBe('before the stop');
});

test('a killed broker is reported once, and comes back on the same port with its records', async () => {
  const crash = Promise.withResolvers<EngineCrash>();
  const kafka = instance.build({ onCrash: crash.resolve });
  const { address } = await kafka.start();
  await createTopic(address, 'orders');
  await produce(address, 'orders', 'before the crash');

  process.kill(kafka.identity?.pid ?? 0, 'SIGKILL');
  const report = await crash.promise;
  const afterCrash = { identity: kafka.identity, health: await kafka.health() };
  await kafka.start();

  expect(report).toMatchObject({ engine: 'kafka', signal: 'SIGKILL', exitCode: undefined });
  expect(report.lastLogLines.length).toBeGreaterThan(0);
  expect(afterCrash).toEqual({ identity: undefined, health: 'down' });
  expect(kafka.endpoint?.address).toBe(address);
  expect(await consumeFirst(address, 'orders')).toBe('before the crash');
});

test('a broker of a supervisor that died is adopted, watched and stopped', async () => {
  const crash = Promise.withResolvers<EngineCrash>();
  const first = instance.build();
  const endpoint = await first.start();
  const identity = first.identity;
  if (identity === undefined) throw new Error('It runs, so it has an identity.');
  const second = instance.build({ onCrash: crash.resolve });

  const isAdopted = await second.adopt(identity, endpoint);

  expect(isAdopted).toBe(true);
  expect(await second.health()).toBe('up');
  expect(await second.start()).toEqual(endpoint);
  expect(second.identity).toEqual(identity);
  process.kill(identity.pid, 'SIGKILL');
  expect(await crash.promise).toMatchObject({ engine: 'kafka' });
  await second.start();
  await second.stop();
  expect(await second.health()).toBe('down');
});

test('a record of 7 MB, more than one invocation can carry, is taken and given back', async () => {
  const kafka = instance.build();
  const { address } = await kafka.start();
  await createTopic(address, 'large');

  await produce(address, 'large', 'x'.repeat(7_000_000));

  expect(await consumeFirst(address, 'large')).toHaveLength(7_000_000);
});

test('a topic that nobody created is not created by asking for it', async () => {
  const kafka = instance.build();
  const { address } = await kafka.start();

  await expect(produce(address, 'misspelt', 'x')).rejects.toThrow('This server does not host this topic-partition');
});

test('a start that is stopped half-way leaves no process behind', async () => {
  const spawned = Promise.withResolvers<Parameters<typeof isSameProcess>[0]>();
  const kafka = instance.build({ onSpawn: (identity) => spawned.resolve(identity) });
  const starting = kafka.start().catch((thrown: unknown) => thrown);
  const identity = await spawned.promise;

  await kafka.stop();

  expect(await starting).toMatchObject({ code: 'ENGINE_STOPPED' });
  expect(isSameProcess(identity)).toBe(false);
});

test('a broker that nobody adopted is stopped before another one takes its data', async () => {
  const first = instance.build();
  const { address } = await first.start();
  await createTopic(address, 'orders');
  await produce(address, 'orders', 'of the first');
  const orphan = first.identity;
  const second = instance.build({ port: await getPort() });

  const endpoint = await second.start();

  expect(orphan && isSameProcess(orphan)).toBe(false);
  expect(await consumeFirst(endpoint.address, 'orders')).toBe('of the first');
});

test('a broker that cannot start says why, and which file says more', async () => {
  const kafka = instance.build();
  await kafka.start();
  await kafka.stop();
  await writeFile(
    join(instance.directory(), 'data', 'kafka', 'meta.properties'),
    'version=1\nnode.id=2\ncluster.id=x\n',
  );

  const error = await kafka.start().catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: 'ENGINE_START_FAILED',
    message: expect.stringMatching(/Kafka ended before it answered \(exit status 1\).*node id/is),
    actions: expect.arrayContaining([expect.stringMatching(/read .*logs\/kafka\.log/)]),
  });
});

test('a wanted port that is in use is refused, an unwanted one is stepped over', async () => {
  const port = await getPort();
  const occupant = createServer().listen(port, '127.0.0.1');
  await once(occupant, 'listening');
  const kafka = instance.build({ port });

  const error = await kafka.start().catch((thrown: unknown) => thrown);
  occupant.close();
  await once(occupant, 'close');
  const endpoint = await kafka.start();

  expect(error).toMatchObject({
    code: 'PORT_BUSY',
    message: expect.stringContaining(`Port ${port} for Kafka is in use`),
  });
  expect(endpoint).toEqual({ host: '127.0.0.1', port, address: `127.0.0.1:${port}` });
});
