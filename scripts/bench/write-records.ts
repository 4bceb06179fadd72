import type { KafkaBroker } from '../../test/kafka-broker.ts';

const recordsPerSend = 2000;
const padding = 'x'.repeat(200);

/** What every record of the bench says: when it was sent, by the clock that all processes of a machine share. */
export const recordNow = (): string => JSON.stringify({ sentNs: String(process.hrtime.bigint()), padding });

/** Writes a topic of so many partitions full, the records evenly over them. @returns the topic */
export const writeRecords = async (broker: KafkaBroker, partitions: number, records: number): Promise<string> => {
  const topic = await broker.createTopic({ partitions });
  for (let sent = 0; sent < records; sent += recordsPerSend) {
    const messages = Array.from({ length: recordsPerSend }, (_, index) => ({
      partition: index % partitions,
      value: recordNow(),
    }));
    await broker.producer.send({ topic, messages });
  }
  return topic;
};
