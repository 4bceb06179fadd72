import { randomUUID } from 'node:crypto';
import type { Batch, Kafka, KafkaMessage } from 'kafkajs';
import { KafkaUnavailableError } from './kafka-errors.ts';

/** Records of one partition, from one offset up to another that is not among them. */
export interface TopicRange {
  readonly topic: string;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/** A record as it lies in its topic. */
export interface TopicRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Epoch milliseconds. */
  readonly appendedMs: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: NonNullable<KafkaMessage['headers']>;
}

export interface ReadRangesOptions {
  /** The beginning of the reader's group, which is made for this reading and never commits. */
  readonly groupPrefix: string;
  readonly deadlineMs?: number;
}

/** Reads ranges of records as nobody in particular: no consumer's place changes. In order within a partition. */
export const readRanges = async (
  kafka: Kafka,
  ranges: readonly TopicRange[],
  { groupPrefix, deadlineMs = 10_000 }: ReadRangesOptions,
): Promise<TopicRecord[]> => {
  const pending = new Map(ranges.filter(({ from, to }) => from < to).map((range) => [keyOf(range), range]));
  if (pending.size === 0) return [];
  const records: TopicRecord[] = [];
  const read = Promise.withResolvers<void>();
  const member = kafka.consumer({
    groupId: `${groupPrefix}.${randomUUID()}`,
    allowAutoTopicCreation: false,
    // Joining and leaving wait for a fetch to end.
    maxWaitTimeInMs: 50,
    heartbeatInterval: 500,
    sessionTimeout: 6_000,
  });
  member.on(member.events.CRASH, ({ payload }) => read.reject(payload.error));
  const timer = setTimeout(() => read.reject(new Error(`Not read within ${deadlineMs} ms`)), deadlineMs);

  try {
    await member.connect();
    await member.subscribe({ topics: [...new Set(ranges.map(({ topic }) => topic))], fromBeginning: true });
    const joined = member.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const range = pending.get(keyOf(batch));
        if (range === undefined) return;
        records.push(...recordsOf(batch, range));
        if (Number(batch.lastOffset()) + 1 < range.to) return;
        pending.delete(keyOf(batch));
        member.pause([{ topic: batch.topic, partitions: [batch.partition] }]);
        if (pending.size === 0) read.resolve();
      },
    });
    for (const { topic, partition, from } of pending.values()) member.seek({ topic, partition, offset: String(from) });
    await Promise.all([joined, read.promise]);
    return records;
  } catch (cause) {
    throw new KafkaUnavailableError(cause);
  } finally {
    clearTimeout(timer);
    await member.disconnect().catch(() => undefined);
  }
};

const keyOf = ({ topic, partition }: Pick<TopicRange, 'topic' | 'partition'>): string => `${topic}-${partition}`;

const recordsOf = ({ topic, partition, messages }: Batch, { from, to }: TopicRange): TopicRecord[] =>
  messages
    .map(({ offset, timestamp, key, value, headers }) => ({
      topic,
      partition,
      offset: Number(offset),
      appendedMs: Number(timestamp),
      key,
      value,
      headers: headers ?? {},
    }))
    .filter(({ offset }) => offset >= from && offset < to);
