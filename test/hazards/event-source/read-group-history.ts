import type { Kafka } from 'kafkajs';
import { withAdmin } from '../../../functions/kit/kafka/with-admin.ts';
import { type GroupRecord, parseGroupRecord } from './group-record.ts';

const topic = '__consumer_offsets';

/** A record of the group with the broker's time of it. */
export type TimedGroupRecord = GroupRecord & { readonly atMs: number };

/** All that the broker wrote of a group, in its order: commits, and who had which partition. The group log has one partition. */
export const readGroupHistory = async (kafka: Kafka, group: string): Promise<readonly TimedGroupRecord[]> => {
  const [end] = await withAdmin(kafka, (admin) => admin.fetchTopicOffsets(topic));
  const records: TimedGroupRecord[] = [];
  const read = Promise.withResolvers<void>();
  const consumer = kafka.consumer({ groupId: `history-${crypto.randomUUID()}`, maxWaitTimeInMs: 100 });
  consumer.on(consumer.events.CRASH, ({ payload }) => read.reject(payload.error));
  await consumer.connect();
  try {
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const { key, value, timestamp } of batch.messages) {
          const parsed = key && value ? parseGroupRecord(key, value) : undefined;
          if (parsed?.group === group) records.push({ ...parsed, atMs: Number(timestamp) });
        }
        if (Number(batch.lastOffset()) + 1 >= Number(end?.high)) read.resolve();
      },
    });
    await read.promise;
    return records;
  } finally {
    await consumer.disconnect();
  }
};
