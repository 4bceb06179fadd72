import { deadLetterTopicOf } from '../../contracts/dead-letter.ts';
import { topics } from '../../contracts/grid/topics.ts';

const deadLetterTopics: readonly string[] = Object.values(topics).map((topic) => deadLetterTopicOf(topic));

/** The dead-letter topics, or the one of them that is named; none for another name. */
export const chooseTopics = (name: string | undefined): readonly string[] =>
  name === undefined ? deadLetterTopics : deadLetterTopics.filter((topic) => topic === name);
