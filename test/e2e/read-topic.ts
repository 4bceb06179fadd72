import type { Kafka } from 'kafkajs';

export interface ReadRecord {
  readonly key: string | undefined;
  readonly value: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** The first `count` records of a topic, or fewer where no more come within 15 seconds. */
export const readTopic = async (kafka: Kafka, topic: string, count: number): Promise<ReadRecord[]> => {
  const consumer = kafka.consumer({ groupId: `test-${crypto.randomUUID()}`, maxWaitTimeInMs: 100 });
  const records: ReadRecord[] = [];
  const enough = Promise.withResolvers<void>();
  const timeout = setTimeout(enough.resolve, 15_000);
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { key, value, headers } }) => {
      records.push({
        key: key?.toString(),
        value: value?.toString(),
        headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, each]) => [name, String(each)])),
      });
      if (records.length >= count) enough.resolve();
    },
  });
  await enough.promise;
  clearTimeout(timeout);
  await consumer.disconnect();
  return records.slice(0, count);
};
