import type { Kafka } from 'kafkajs';
import { deadLetterTopicOf } from '../../contracts/dead-letter.ts';
import { toDeadLetter } from './dead-letter.ts';
import type { PoisonRecord } from './decode-batch.ts';
import { buildTopicProducer, type TopicProducer } from './topic-producer.ts';

/** Takes over what a consumer cannot process, so that the partition moves on. */
export interface DeadLetters {
  /** Resolves when each record is on its topic's dead-letter topic; rejects when any of them may be missing. */
  take(records: readonly PoisonRecord[]): Promise<void>;
}

/** Connects at the first poison record. Cold start only. */
export const buildDeadLetters = (kafka: Kafka, consumer: string): DeadLetters => {
  const producers = new Map<string, TopicProducer<PoisonRecord>>();

  const producerFor = (topic: string): TopicProducer<PoisonRecord> => {
    const producer =
      producers.get(topic) ??
      buildTopicProducer<PoisonRecord>(kafka, deadLetterTopicOf(topic), (record) => toDeadLetter(record, consumer));
    producers.set(topic, producer);
    return producer;
  };

  return {
    take: async (records) => {
      const byTopic = Map.groupBy(records, ({ position }) => position.topic);
      await Promise.all([...byTopic].map(([topic, poison]) => producerFor(topic).append(poison)));
    },
  };
};
