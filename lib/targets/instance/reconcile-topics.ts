import kafkajs, { type Admin } from 'kafkajs';

interface DesiredTopic {
  readonly topicName: string;
  readonly partitions: number;
  readonly configs: Readonly<Record<string, string>>;
}

export interface TopicChanges {
  readonly created: readonly string[];
  readonly changed: readonly string[];
}

// CommonJS: Node finds only some of its names as named exports.
const { ConfigResourceTypes } = kafkajs;

/** More than one broker's worth of durability cannot be had from one broker. */
const needsSeveralBrokers = new Set(['min.insync.replicas']);

const toEntries = (configs: Readonly<Record<string, string>>): { name: string; value: string }[] =>
  Object.entries(configs)
    .filter(([name]) => !needsSeveralBrokers.has(name))
    .map(([name, value]) => ({ name, value }));

/** Creates missing topics, adds missing partitions and sets what is set differently. Never deletes a topic or its data. */
export const reconcileTopics = async (admin: Admin, desired: readonly DesiredTopic[]): Promise<TopicChanges> => {
  const existing = new Set(await admin.listTopics());
  const missing = desired.filter((topic) => !existing.has(topic.topicName));
  const present = desired.filter((topic) => existing.has(topic.topicName));

  if (missing.length > 0) {
    await admin.createTopics({
      waitForLeaders: true,
      topics: missing.map((topic) => ({
        topic: topic.topicName,
        numPartitions: topic.partitions,
        replicationFactor: 1,
        configEntries: toEntries(topic.configs),
      })),
    });
  }
  const changed = present.length > 0 ? await changePresent(admin, present) : [];
  return { created: missing.map((topic) => topic.topicName), changed };
};

const changePresent = async (admin: Admin, present: readonly DesiredTopic[]): Promise<string[]> => {
  const changed = new Set<string>();
  const { topics } = await admin.fetchTopicMetadata({ topics: present.map((topic) => topic.topicName) });
  const grown = present.filter(
    (topic) => (topics.find((each) => each.name === topic.topicName)?.partitions.length ?? 0) < topic.partitions,
  );
  if (grown.length > 0) {
    await admin.createPartitions({
      topicPartitions: grown.map((topic) => ({ topic: topic.topicName, count: topic.partitions })),
    });
    for (const topic of grown) changed.add(topic.topicName);
  }

  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: present.map((topic) => ({ type: ConfigResourceTypes.TOPIC, name: topic.topicName })),
  });
  const differing = present.filter((topic) => {
    const entries = resources.find((each) => each.resourceName === topic.topicName)?.configEntries ?? [];
    return toEntries(topic.configs).some(
      ({ name, value }) => entries.find((entry) => entry.configName === name)?.configValue !== value,
    );
  });
  if (differing.length > 0) {
    await admin.alterConfigs({
      validateOnly: false,
      resources: differing.map((topic) => ({
        type: ConfigResourceTypes.TOPIC,
        name: topic.topicName,
        configEntries: toEntries(topic.configs),
      })),
    });
    for (const topic of differing) changed.add(topic.topicName);
  }
  return [...changed];
};
