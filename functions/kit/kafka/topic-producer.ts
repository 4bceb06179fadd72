import { type Kafka, type Message, Partitioners } from 'kafkajs';
import { epochMs } from '../clock.ts';
import { FunctionError } from '../function-error.ts';
import { type AppendedRecords, toAppendedRecords } from './appended-records.ts';
import { buildReplacedProducer } from './replaced-producer.ts';

/** Appends events to one topic; events of one key stay in order. */
export interface TopicProducer<Event> {
  /** Resolves when all in-sync replicas have the events; rejects when any of them may be missing. */
  append(events: readonly Event[]): Promise<AppendedRecords[]>;
}

export class BrokerUnavailableError extends FunctionError {
  readonly code = 'BROKER_UNAVAILABLE';
  override readonly status = 503;
  override readonly retryable = true;

  constructor(topic: string, events: number, cause: unknown) {
    super(`The broker has not acknowledged ${events} events for ${topic}`, {
      cause,
      actions: ['Send the same events again: one that was appended after all is recognised by its id'],
    });
  }
}

export interface TopicProducerOptions {
  readonly deadlineMs?: number;
  /** Off: what the client library sends again after a lost answer is there twice. */
  readonly idempotent?: boolean;
}

/** Connects at once, so that the first append need not wait for it; an append ends within the deadline. Cold start only. */
export const buildTopicProducer = <Event>(
  kafka: Kafka,
  topic: string,
  toRecord: (event: Event, capturedMs: number) => Message,
  { deadlineMs = 8_000, idempotent = true }: TopicProducerOptions = {},
): TopicProducer<Event> => {
  const build = () =>
    kafka.producer({
      idempotent,
      maxInFlightRequests: 5,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // About as long as the deadline; the library's default is for ever, also when nobody waits any more.
      retry: { retries: 30 },
    });
  const current = buildReplacedProducer(build, deadlineMs);

  return {
    append: async (events) => {
      try {
        return await current.use(async (producer) => {
          const capturedMs = epochMs();
          const messages = events.map((event) => toRecord(event, capturedMs));
          return toAppendedRecords(await producer.send({ topic, acks: -1, messages }));
        });
      } catch (cause) {
        throw new BrokerUnavailableError(topic, events.length, cause);
      }
    },
  };
};
