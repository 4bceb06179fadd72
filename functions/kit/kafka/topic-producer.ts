import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs';
import { epochMs } from '../clock.ts';
import { FunctionError } from '../function-error.ts';

/** Appends events to one topic; events of one key stay in order. */
export interface TopicProducer<Event> {
  /** Resolves when all in-sync replicas have the events; rejects when any of them may be missing. */
  append(events: readonly Event[]): Promise<void>;
}

export class BrokerUnavailableError extends FunctionError {
  readonly code = 'BROKER_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;
}

interface Opened {
  readonly producer: Producer;
  readonly connected: Promise<void>;
}

/**
 * Connects at once, so that the first append need not wait for it; an append ends within `deadlineMs`. Cold start only.
 *
 * A producer that has failed is replaced. kafkajs gives the sequence numbers of a failed send to the next one: where the
 * broker had the first after all, it would take the second for a repeat, drop it and acknowledge it.
 */
export const buildTopicProducer = <Event>(
  kafka: Kafka,
  topic: string,
  toRecord: (event: Event, capturedMs: number) => Message,
  deadlineMs = 8_000,
): TopicProducer<Event> => {
  const open = (): Opened => {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 5,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // About as long as the deadline; the library's default is for ever, also when nobody waits any more.
      retry: { retries: 30 },
    });
    const opened = { producer, connected: producer.connect() };
    opened.connected.catch(() => close(opened));
    return opened;
  };

  const close = (failed: Opened) => {
    if (current === failed) current = undefined;
    failed.producer.disconnect().catch(() => undefined);
  };

  let current: Opened | undefined = open();

  return {
    append: async (events) => {
      current ??= open();
      const opened = current;
      const { producer, connected } = opened;
      const appended = connected.then(() => {
        const capturedMs = epochMs();
        return producer.send({ topic, acks: -1, messages: events.map((event) => toRecord(event, capturedMs)) });
      });

      try {
        await within(deadlineMs, appended);
      } catch (cause) {
        close(opened);
        throw new BrokerUnavailableError(`The broker has not acknowledged ${events.length} events for ${topic}`, {
          cause,
          actions: ['Send the same events again: one that was appended after all is recognised by its id'],
        });
      }
    },
  };
};

const within = async (deadlineMs: number, work: Promise<unknown>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${deadlineMs} ms`)), deadlineMs);
  });
  await Promise.race([work, deadline]).finally(() => clearTimeout(timer));
};
