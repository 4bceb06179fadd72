import type { MSKEvent } from 'aws-lambda';
import kafkajs, { Kafka } from 'kafkajs';
import { startEventSource } from '../../lib/event-source/start-event-source.ts';
import { definitionOf } from '../../test/lib/event-source/event-source-fixture.ts';

export interface ReaderOptions {
  readonly bootstrapServers: readonly string[];
  readonly topic: string;
  readonly groupId: string;
}

/** Reads a topic from its beginning and hands values over, in order of their partitions, until it is closed. */
export type OpenReader = (options: ReaderOptions, handle: (values: readonly string[]) => void) => Promise<Reader>;

export interface Reader {
  close(): Promise<void>;
}

const batchSize = 500;

/** The event source, its function in this process: written as an event, read as one. */
export const openSluiceReader: OpenReader = async ({ bootstrapServers, topic, groupId }, handle) => {
  const source = startEventSource(definitionOf({ topic, groupId, bootstrapServers, batchSize }), {
    invoke: async (_functionName, payload) => {
      const { records }: Pick<MSKEvent, 'records'> = JSON.parse(payload);
      handle(
        Object.values(records)
          .flat()
          .map(({ value }) => Buffer.from(value, 'base64').toString()),
      );
      return { requestId: 'bench', payload: '', functionError: undefined };
    },
    log: () => undefined,
  });
  return { close: () => source.stop() };
};

/** A plain kafkajs consumer with the event source's own settings: commits after every fetch, reads partitions beside each other. */
export const openBareReader: OpenReader = async ({ bootstrapServers, topic, groupId }, handle) => {
  const kafka = new Kafka({ brokers: [...bootstrapServers], logLevel: kafkajs.logLevel.NOTHING });
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout: 6000,
    heartbeatInterval: 500,
    maxWaitTimeInMs: 200,
    readUncommitted: false,
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    partitionsConsumedConcurrently: 4,
    eachBatch: async ({ batch }) => handle(batch.messages.map(({ value }) => String(value))),
  });
  return { close: () => consumer.disconnect() };
};
