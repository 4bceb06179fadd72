import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import getPort from 'get-port';
import { type Admin, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';
import { buildKafkaEngine } from '../lib/engines/kafka/kafka-engine.ts';

/** A broker of a test's own, with the clients to speak to it. */
export interface KafkaBroker extends AsyncDisposable {
  readonly bootstrapServers: readonly string[];
  readonly kafka: Kafka;
  readonly admin: Admin;
  readonly producer: Producer;
  /** A topic of a random name; settings are Kafka's own. */
  createTopic(options?: { name?: string; partitions?: number; configs?: Record<string, string> }): Promise<string>;
  committed(group: string, topic: string): Promise<Record<number, number>>;
  /** Ends the broker at once, as a crash would. */
  kill(): Promise<void>;
  /** Begins again with the same data at the same address. */
  restart(): Promise<void>;
}

/** Starts a broker in a temporary folder at a free port; ends it and removes the folder on disposal. */
export const startKafkaBroker = async (): Promise<KafkaBroker> => {
  const instanceDirectory = await mkdtemp(join(tmpdir(), 'sluice-test-kafka-'));
  let crashed = Promise.withResolvers<void>();
  let pid: number | undefined;
  const { KAFKA_BOOTSTRAP_SERVERS: _, ...environment } = process.env;
  const engine = buildKafkaEngine({
    root: resolve(import.meta.dirname, '..'),
    instanceDirectory,
    environment,
    port: await getPort(),
    report: () => {},
    onSpawn: (identity) => {
      pid = identity.pid;
    },
    onCrash: () => crashed.resolve(),
  });
  const { address } = await engine.start();
  const kafka = new Kafka({
    clientId: 'test',
    brokers: [address],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20, maxRetryTime: 500, retries: 10 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  const end = async (): Promise<void> => {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    await engine.stop();
    await rm(instanceDirectory, { recursive: true, force: true });
  };
  try {
    await Promise.all([admin.connect(), producer.connect()]);
    await untilGroupsAreReady(admin);
  } catch (error) {
    await end();
    throw error;
  }

  return {
    bootstrapServers: [address],
    kafka,
    admin,
    producer,
    createTopic: async ({ name = `test-${randomUUID()}`, partitions = 1, configs = {} } = {}) => {
      const configEntries = Object.entries(configs).map(([key, value]) => ({ name: key, value }));
      await admin.createTopics({ topics: [{ topic: name, numPartitions: partitions, configEntries }] });
      return name;
    },
    committed: async (group, topic) => {
      const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      return Object.fromEntries(offsets?.partitions.map(({ partition, offset }) => [partition, Number(offset)]) ?? []);
    },
    kill: async () => {
      crashed = Promise.withResolvers<void>();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      await crashed.promise;
    },
    restart: async () => {
      await engine.start();
      await untilGroupsAreReady(admin);
    },
    [Symbol.asyncDispose]: end,
  };
};

/** A broker that just started answers before it has loaded its groups. */
const untilGroupsAreReady = async (admin: Admin): Promise<void> => {
  const end = Date.now() + 20_000;
  while (true) {
    try {
      await admin.fetchOffsets({ groupId: 'none' });
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
};
