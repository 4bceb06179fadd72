import { type Kafka, Partitioners, type Producer } from 'kafkajs';
import { asAppendError } from './kafkajs-errors.ts';
import type { RecordStream } from './record-stream.ts';

export interface KafkajsAppender {
  readonly append: RecordStream['append'];
  close(): Promise<void>;
}

/** Appends to topics of a cluster; connects at the first record, and anew after every failure. */
export const createKafkajsAppender = (kafka: Kafka): KafkajsAppender => {
  let producer: Promise<Producer> | undefined;

  const open = async (): Promise<Producer> => {
    const { DefaultPartitioner: createPartitioner } = Partitioners;
    const opened = kafka.producer({ allowAutoTopicCreation: false, createPartitioner });
    await opened.connect();
    return opened;
  };

  const close = async (): Promise<void> => {
    const closing = producer;
    producer = undefined;
    await closing?.then((opened) => opened.disconnect()).catch(() => undefined);
  };

  return {
    append: async (topic, records) => {
      producer ??= open();
      try {
        const messages = records.map(({ key, value }) => ({ key, value }));
        await (await producer).send({ topic, acks: -1, messages });
      } catch (error) {
        void close();
        throw asAppendError(error, topic);
      }
    },
    close,
  };
};
