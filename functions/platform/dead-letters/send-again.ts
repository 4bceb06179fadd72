import type { Kafka, Message } from 'kafkajs';
import type { RedrivenLetter } from '../../contracts/admin/redrive.ts';
import { redriveAttemptsHeader } from '../../contracts/dead-letter.ts';
import { buildTopicProducer, type TopicProducer } from '../../kit/kafka/topic-producer.ts';
import type { SendableLetter } from './decide-redrive.ts';
import type { RedriveMarks } from './redrive-marks.ts';

/** The table is asked for so many at the same time: the client has 50 connections, and waits a second for one. */
const lettersAtOnce = 25;

/** Sends given-up records to the topics that they come from, as they were, each once. */
export interface Redriver {
  /**
   * Stops between two portions where `goesOn` says so.
   *
   * @returns those that were sent, and how many of the first were tried: a record that somebody else has taken over was
   *   tried and is not among the sent
   */
  sendAgain(
    letters: readonly SendableLetter[],
    goesOn: () => boolean,
  ): Promise<{ readonly sent: readonly RedrivenLetter[]; readonly tried: number }>;
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

  const release = (letters: readonly SendableLetter[]): Promise<unknown> =>
    Promise.allSettled(letters.map(({ original }) => marks.release(original.origin)));

  const claim = async (letters: readonly SendableLetter[]): Promise<SendableLetter[]> => {
    const claims = await Promise.allSettled(letters.map(({ original }) => marks.claim(original.origin, Date.now())));
    const claimed = letters.filter((_, index) => {
      const outcome = claims[index];
      return outcome?.status === 'fulfilled' && outcome.value;
    });
    const failure = claims.find((each) => each.status === 'rejected');
    if (failure === undefined) return claimed;
    await release(claimed);
    throw failure.reason;
  };

  const sendClaimed = async (letters: readonly SendableLetter[]): Promise<void> => {
    const unsent = Map.groupBy(letters, ({ original }) => original.origin.topic);
    for (const [topic, some] of [...unsent]) {
      try {
        await producerFor(topic).append(some);
      } catch (error) {
        await release([...unsent.values()].flat());
        throw error;
      }
      unsent.delete(topic);
      await Promise.all(some.map(({ original }) => marks.settle(original.origin, Date.now())));
    }
  };

  return {
    sendAgain: async (letters, goesOn) => {
      const sent: RedrivenLetter[] = [];
      let tried = 0;
      for (let first = 0; first < letters.length && goesOn(); first += lettersAtOnce) {
        const claimed = await claim(letters.slice(first, first + lettersAtOnce));
        await sendClaimed(claimed);
        tried = Math.min(first + lettersAtOnce, letters.length);
        sent.push(
          ...claimed.map(({ place, original, attempts }) => ({
            place,
            origin: original.origin,
            attempt: attempts + 1,
          })),
        );
      }
      return { sent, tried };
    },
  };
};

/** Key, value and headers as they were, and how many times the record has been sent again. */
const toRecord = ({ original: { key, value, headers }, attempts }: SendableLetter): Message => ({
  key,
  value,
  headers: { ...headers, [redriveAttemptsHeader]: String(attempts + 1) },
});
