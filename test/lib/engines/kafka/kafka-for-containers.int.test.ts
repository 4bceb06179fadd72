/** No container runs here: a second loopback address stands for the one by which containers see this machine. */

import { once } from 'node:events';
import { connect } from 'node:net';
import { jest } from '@jest/globals';
import { Kafka, logLevel } from 'kafkajs';
import type { EngineCrash } from '../../../../lib/engines/engine.ts';
import { buildKafkaEngine } from '../../../../lib/engines/kafka/kafka-engine.ts';
import { useInstance } from '../use-instance.ts';

jest.setTimeout(60_000);

/** Elsewhere 127.0.0.1 is the only loopback address. */
const testOnLinux = process.platform === 'linux' ? test : test.skip;

const instance = useInstance(buildKafkaEngine);
const containers = { address: '127.0.0.2', networks: [] };

const portOf = (address: string | undefined): number => Number(address?.split(':').at(-1));

/** As in a container, where the name stands for this machine; which names it was asked for is written down. */
const connectAsContainer = (port: number) => {
  const names = new Set<string>();
  const kafka = new Kafka({
    brokers: [`host.docker.internal:${port}`],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 50, retries: 8 },
    socketFactory: ({ host, port, onConnect }) => {
      names.add(host);
      return connect({ host: host === 'host.docker.internal' ? containers.address : host, port }, onConnect);
    },
  });
  return { kafka, names };
};

testOnLinux(
  'a container is told host.docker.internal by the broker, and writes and reads through it alone',
  async () => {
    const engine = instance.build({ containers });
    const { containerAddress, port } = await engine.start();
    const { kafka, names } = connectAsContainer(portOf(containerAddress));
    const admin = kafka.admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'orders', numPartitions: 1 }] });
    const { brokers } = await admin.describeCluster();
    const producer = kafka.producer();
    await producer.connect();
    await producer.send({ topic: 'orders', acks: -1, messages: [{ value: 'of a container' }] });
    const consumer = kafka.consumer({ groupId: 'readers', maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topic: 'orders', fromBeginning: true });
    const first = Promise.withResolvers<string | undefined>();
    await consumer.run({ eachMessage: async ({ message }) => first.resolve(message.value?.toString()) });

    expect(await first.promise).toBe('of a container');
    expect(brokers).toEqual([{ nodeId: 1, host: 'host.docker.internal', port: portOf(containerAddress) }]);
    expect([...names]).toEqual(['host.docker.internal']);
    expect(portOf(containerAddress)).not.toBe(port);

    await Promise.all([admin.disconnect(), producer.disconnect(), consumer.disconnect()]);
  },
);

testOnLinux('no other address of this machine is listened on', async () => {
  const { containerAddress, port } = await instance.build({ containers }).start();

  for (const each of [port, portOf(containerAddress)]) {
    await expect(once(connect(each, '127.0.0.3'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
});

testOnLinux('containers find a broker that was killed at the same port again', async () => {
  const crash = Promise.withResolvers<EngineCrash>();
  const engine = instance.build({ containers, onCrash: crash.resolve });
  const first = await engine.start();

  process.kill(engine.identity?.pid ?? 0, 'SIGKILL');
  await crash.promise;

  expect(await engine.start()).toEqual(first);
});

testOnLinux(
  'a broker is adopted as it was started: where containers are let in otherwise, or not at all, it is ended',
  async () => {
    const first = instance.build({ containers });
    const endpoint = await first.start();
    const { identity } = first;
    if (identity === undefined) throw new Error('It runs, so it has an identity.');
    const same = instance.build({ containers });
    const other = instance.build();

    expect(await same.adopt(identity, endpoint)).toBe(true);
    expect(same.endpoint).toEqual(endpoint);
    expect(await other.adopt(identity, endpoint)).toBe(false);
    expect(await same.health()).toBe('down');
    expect((await other.start()).containerAddress).toBeUndefined();
  },
);
