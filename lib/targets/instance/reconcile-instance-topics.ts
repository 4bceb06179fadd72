import { Kafka, logLevel } from 'kafkajs';
import type { TopicModel } from '../../assembly/application-model.ts';
import type { Engine } from '../../engines/engine.ts';
import { reconcileTopics } from './reconcile-topics.ts';

/** Makes the topics of the model be there, in an instance's own Kafka. */
export const reconcileInstanceTopics = async (kafka: Engine, topics: readonly TopicModel[]): Promise<void> => {
  const admin = new Kafka({
    clientId: 'sluice-supervisor',
    brokers: [kafka.endpoint?.address ?? ''],
    logLevel: logLevel.NOTHING,
  }).admin();
  try {
    await admin.connect();
    await reconcileTopics(admin, topics);
  } finally {
    await admin.disconnect();
  }
};
