import type { Kafka, Message } from 'kafkajs';
import type { RedrivenLetter } from '../../contracts/admin/redrive.ts';
import { redriveAttemptsHeader } from '../../contracts/dead-letter.ts';
import { buildTopicProducer, type TopicProducer } from '../../kit/kafka/topic-producer.ts';
import type { SendableLetter } from './decide-redrive.ts';
import type { RedriveMarks } from './redrive-marks.ts';

/** Sends given-up records to the topics that they come from, as they were, each once. */
export interface Redriver {
  /** @returns those that were sent; a record that somebody else has taken over is not among them */
  sendAgain(letters: readonly SendableLetter[]): Promise<RedrivenLetter[]>;
}

/**
 * A record is claimed before it is sent and settled afterwards, so that two redrives at once send it once. Where the
 * function ends in between, it can be sent again after a minute: then it may be in its topic twice, with one identity.
 * Connects at the first letter. Cold start only.
 */
export const buildRedriver = (kafka: Kafka, marks: RedriveMarks): Redriver => {
  const producers = new Map<string, TopicProducer<SendableLetter>>();

  const producerFor = (topic: string): TopicProducer<SendableLetter> => {
    const producer = producers.get(topic) ?? buildTopicProducer(kafka, topic, toRecord);
    producers.set(topic, producer);
    return producer;
  };

  const sendClaimed = async (topic: string, letters: readonly SendableLetter[]): Promise<void> => {
    try {
      await producerFor(topic).append(letters);
    } catch (error) {
      await Promise.all(letters.map(({ original }) => marks.release(original.origin)));
      throw error;
    }
    await Promise.all(letters.map(({ original }) => marks.settle(original.origin, Date.now())));
  };

  return {
    sendAgain: async (letters) => {
      const claims = await Promise.all(letters.map(({ original }) => marks.claim(original.origin, Date.now())));
      const claimed = letters.filter((_, index) => claims[index] === true);
      const byTopic = Map.groupBy(claimed, ({ original }) => original.origin.topic);
      await Promise.all([...byTopic].map(([topic, some]) => sendClaimed(topic, some)));
      return claimed.map(({ place, original, attempts }) => ({
        place,
        origin: original.origin,
        attempt: attempts + 1,
      }));
    },
  };
};

/** Key, value and headers as they were, and how many times the record has been sent again. */
const toRecord = ({ original: { key, value, headers }, attempts }: SendableLetter): Message => ({
  key,
  value,
  headers: { ...headers, [redriveAttemptsHeader]: String(attempts + 1) },
});
