import type { Kafka } from 'kafkajs';
import type { RecordPlace } from '../../contracts/admin/dead-letter-listing.ts';
import { readRanges, type TopicRange } from '../../kit/kafka/read-ranges.ts';
import { withAdmin } from '../../kit/kafka/with-admin.ts';
import type { DeadLetter } from './dead-letter.ts';
import { parseDeadLetter } from './parse-dead-letter.ts';

const groupPrefix = 'sluice-dead-letters';
/** Letters of one partition that are in memory at once. */
const windowSize = 2_000;

/** What dead-letter topics keep; nothing where a flow is not deployed and its topics are not there. */
export const readKeptRanges = (kafka: Kafka, topics: readonly string[]): Promise<TopicRange[]> =>
  withAdmin(kafka, async (admin) => {
    const ranges: TopicRange[] = [];
    const deployed = new Set(await admin.listTopics());
    for (const topic of topics.filter((each) => deployed.has(each))) {
      for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
        ranges.push({ topic, partition, from: Number(low), to: Number(high) });
      }
    }
    return ranges;
  });

/** The letters of some ranges, oldest first in each partition, some thousands at a time. */
export async function* readDeadLetters(kafka: Kafka, ranges: readonly TopicRange[]): AsyncGenerator<DeadLetter[]> {
  let rest = ranges.filter(({ from, to }) => from < to);
  while (rest.length > 0) {
    const window = rest.map((range) => ({ ...range, to: Math.min(range.to, range.from + windowSize) }));
    const records = await readRanges(kafka, window, { groupPrefix });
    yield records.map(parseDeadLetter).toSorted((left, right) => left.deadMs - right.deadMs);
    rest = rest
      .map((range) => ({ ...range, from: Math.min(range.to, range.from + windowSize) }))
      .filter(({ from, to }) => from < to);
  }
}

/** The parts of what is kept in which some places lie; a place that is not kept lies in none. */
export const findRanges = (kept: readonly TopicRange[], places: readonly RecordPlace[]): TopicRange[] =>
  kept.flatMap(({ topic, partition, from, to }) => {
    const offsets = places
      .filter((place) => place.topic === topic && place.partition === partition)
      .map(({ offset }) => offset)
      .filter((offset) => offset >= from && offset < to);
    return offsets.length === 0 ? [] : [{ topic, partition, from: Math.min(...offsets), to: Math.max(...offsets) + 1 }];
  });

/** The letter at a place, where one is. */
export const readDeadLetterAt = async (kafka: Kafka, place: RecordPlace): Promise<DeadLetter[]> => {
  const letters: DeadLetter[] = [];
  for await (const some of readDeadLetters(kafka, findRanges(await readKeptRanges(kafka, [place.topic]), [place]))) {
    letters.push(...some);
  }
  return letters;
};
