import { type Kafka, type Message, Partitioners, type Producer, type Transaction } from 'kafkajs';
import { epochMs } from '../clock.ts';
import { buildTurns } from '../turns.ts';
import { within } from '../within.ts';
import { type AppendedRecords, toAppendedRecords } from './appended-records.ts';
import { buildReplacedProducer } from './replaced-producer.ts';
import { BrokerUnavailableError } from './topic-producer.ts';

/** Appends events to one topic in transactions: readers of committed records see all of an append, or none. */
export interface TransactionProducer<Event> {
  /** Resolves when the transaction is committed; where it rejects it may be committed after all. */
  append(parts: readonly (readonly Event[])[], between?: () => Promise<void>): Promise<AppendedRecords[]>;
  /** Sends the events and takes them back: nobody who reads committed records ever sees them. */
  appendAndAbort(events: readonly Event[]): Promise<AppendedRecords[]>;
}

export interface TransactionProducerOptions {
  /** Nobody else's: whoever begins with the same one aborts and shuts out the other. */
  readonly transactionalId: string;
  readonly deadlineMs?: number;
}

/** A killed producer's transaction holds committed readers of its partitions back for as long, and up to the broker's next look. */
const transactionTimeoutMs = 10_000;

/** The part of the deadline that is kept for taking back what cannot be ended in time. */
const abortMs = 1_000;

/**
 * A failed producer is replaced by one with the same transactional id: by that the broker aborts what the failed one left open, and refuses
 * whatever it still sends. No transaction is open after a call, but where the broker did not take its end within the deadline.
 *
 * After a commit the broker still writes the transaction's markers and refuses the next one for a moment (CONCURRENT_TRANSACTIONS):
 * asked again in a few milliseconds, where the library's own 300 ms would be the price of every second transaction.
 *
 * Connects at once. Cold start only.
 */
export const buildTransactionProducer = <Event>(
  kafka: Kafka,
  topic: string,
  toRecord: (event: Event, capturedMs: number) => Message,
  { transactionalId, deadlineMs = 8_000 }: TransactionProducerOptions,
): TransactionProducer<Event> => {
  const build = () =>
    kafka.producer({
      transactionalId,
      transactionTimeout: transactionTimeoutMs,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { initialRetryTime: 2, retries: 30 },
    });
  const current = buildReplacedProducer(build, deadlineMs);
  // A producer has one transaction at a time.
  const inTurn = buildTurns();

  const send = async (transaction: Transaction, events: readonly Event[]): Promise<AppendedRecords[]> => {
    const capturedMs = epochMs();
    const messages = events.map((event) => toRecord(event, capturedMs));
    return toAppendedRecords(await transaction.send({ topic, acks: -1, messages }));
  };

  const inTransaction = async <Result>(
    producer: Producer,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> => {
    const transaction = await producer.transaction();
    try {
      return await within(deadlineMs - abortMs, work(transaction));
    } catch (error) {
      if (transaction.isActive()) await within(abortMs, transaction.abort()).catch(() => undefined);
      throw error;
    }
  };

  const run = async (
    count: number,
    work: (transaction: Transaction) => Promise<AppendedRecords[]>,
  ): Promise<AppendedRecords[]> => {
    try {
      return await inTurn(() => current.use((producer) => inTransaction(producer, work)));
    } catch (cause) {
      throw new BrokerUnavailableError(topic, count, cause);
    }
  };

  return {
    append: (parts, between) =>
      run(parts.flat().length, async (transaction) => {
        const appended: AppendedRecords[] = [];
        for (const part of parts) {
          appended.push(...(await send(transaction, part)));
          await between?.();
        }
        await transaction.commit();
        return appended;
      }),
    appendAndAbort: (events) =>
      run(events.length, async (transaction) => {
        const appended = await send(transaction, events);
        await transaction.abort();
        return appended;
      }),
  };
};
