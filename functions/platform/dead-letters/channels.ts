import { deadLetterTopicOf } from '../../contracts/dead-letter.ts';
import { topics } from '../../contracts/grid/topics.ts';

/** A topic and the one for its records that nobody could process. */
export interface Channel {
  readonly topic: string;
  readonly deadLetters: string;
}

const channels: readonly Channel[] = Object.values(topics).map((topic) => ({
  topic,
  deadLetters: deadLetterTopicOf(topic),
}));

/** All channels, or the one whose dead-letter topic is named; none for another name. */
export const chooseChannels = (deadLetters: string | undefined): readonly Channel[] =>
  deadLetters === undefined ? channels : channels.filter((channel) => channel.deadLetters === deadLetters);
