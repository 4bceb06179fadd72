import { randomUUID } from 'node:crypto';
import { type Admin, Kafka, logLevel, Partitioners, type Producer } from 'kafkajs';

/** What an integration test does with a broker: topics of its own, records in them, the state of groups; all of it removed at the end. */
export interface KafkaBroker extends AsyncDisposable {
  readonly bootstrapServers: readonly string[];
  readonly admin: Admin;
  readonly producer: Producer;
  createTopic(options?: { partitions?: number; configs?: Record<string, string> }): Promise<string>;
  createTopicNamed(topic: string): Promise<void>;
  /** A name that no other test uses; the group is deleted at the end. */
  newGroup(): string;
  committed(group: string, topic: string): Promise<Record<number, number>>;
}

export const connectKafkaBroker = async (bootstrapServers: readonly string[]): Promise<KafkaBroker> => {
  const kafka = new Kafka({
    brokers: [...bootstrapServers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20 },
  });
  const admin = kafka.admin();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
  const topics: string[] = [];
  const groups: string[] = [];

  const create = async (topic: string, partitions: number, configs: Record<string, string>): Promise<void> => {
    topics.push(topic);
    const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }));
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: partitions, configEntries }] });
  };

  return {
    bootstrapServers,
    admin,
    producer,
    createTopic: async ({ partitions = 1, configs = {} } = {}) => {
      const topic = `test-${randomUUID()}`;
      await create(topic, partitions, configs);
      return topic;
    },
    createTopicNamed: (topic) => create(topic, 1, {}),
    newGroup: () => {
      const group = `test-${randomUUID()}`;
      groups.push(group);
      return group;
    },
    committed: async (group, topic) => {
      const [offsets] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      return Object.fromEntries(offsets?.partitions.map(({ partition, offset }) => [partition, Number(offset)]) ?? []);
    },
    [Symbol.asyncDispose]: async () => {
      await admin.deleteGroups(groups).catch(() => undefined);
      if (topics.length > 0) await admin.deleteTopics({ topics }).catch(() => undefined);
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
};
