import { deadLetterTopicOf } from './dead-letter.ts';
import { topics as gridTopics, readingsTopic } from './grid/topics.ts';
import { topics as orderTopics } from './orders/topics.ts';

/** A topic and the one for its records that nobody could process. */
export interface Channel {
  readonly topic: string;
  readonly deadLetters: string;
}

/** Those of every flow. A flow need not be deployed: its topics are then not there. */
export const channels: readonly Channel[] = [...Object.values(gridTopics), readingsTopic, orderTopics.orders].map(
  (topic) => ({ topic, deadLetters: deadLetterTopicOf(topic) }),
);
