import type { Admin } from 'kafkajs';
import type { StartingPosition } from './event-source-definition.ts';

export interface StartOptions {
  readonly topic: string;
  readonly groupId: string;
  readonly startingPosition: StartingPosition;
}

/** What the broker answers where nothing was committed; kafkajs commits -2, the beginning, after an offset that is out of range. */
const NONE = '-1';

/**
 * Where to begin with partitions of which the group has committed nothing; those with a committed offset are not in the answer.
 *
 * @param partitionsAtFirst partitions that came later are read from their beginning, so that nothing written before they were seen is missed
 */
export const findStartingOffsets = async (
  admin: Admin,
  { topic, groupId, startingPosition }: StartOptions,
  partitions: readonly number[],
  partitionsAtFirst: number,
): Promise<ReadonlyMap<number, string>> => {
  const [committed] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const known = new Map(committed?.partitions.map(({ partition, offset }) => [partition, offset]));
  const begin = partitions.filter((partition) => known.get(partition) === NONE && partition < partitionsAtFirst);
  if (begin.length === 0) return new Map();

  const offsets =
    startingPosition.kind === 'AT_TIMESTAMP'
      ? await admin.fetchTopicOffsetsByTimestamp(topic, startingPosition.timestampMs)
      : await admin.fetchTopicOffsets(topic);
  const found = new Map(offsets.map(({ partition, offset }) => [partition, offset]));
  return new Map(
    begin.flatMap((partition) => {
      const offset = found.get(partition);
      return offset === undefined ? [] : [[partition, offset] as const];
    }),
  );
};
