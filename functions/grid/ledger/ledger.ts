import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { BatchGetCommand, type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { Aggregate } from '../../contracts/grid/aggregate.ts';
import { storedEventAddress } from '../../contracts/grid/stored-event.ts';
import { epochMs } from '../../kit/clock.ts';
import { FunctionError } from '../../kit/function-error.ts';
import { addressKey, decideWrites, type LedgerEntry, type LedgerTables } from './decide-writes.ts';
import { aggregateAddress } from './fold-event.ts';

/** What a consumer has stored: each event once, and aggregates that hold each event once. */
export interface Ledger {
  /**
   * Stores what is not stored yet of one chunk (see decideChunks), in one transaction. An id that occurs again, here or
   * in an earlier chunk, changes nothing: the first event of an id stays.
   */
  store(entries: readonly LedgerEntry[]): Promise<LedgerReceipt>;
}

export interface LedgerReceipt {
  /** The ids that were new. */
  readonly storedIds: ReadonlySet<string>;
  /** T4, epoch milliseconds. */
  readonly decidedMs: number;
  /** T5, epoch milliseconds. */
  readonly storedMs: number;
}

class LedgerContendedError extends FunctionError {
  readonly code = 'LEDGER_CONTENDED';
  override readonly retryable = true;
}

const maximumAttempts = 10;
const maximumPauseMs = 20;

// Reasons for which the same transaction, read anew, can succeed.
const passingReasons = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/** Cold start only. */
export const buildLedger = (client: DynamoDBDocumentClient, tables: LedgerTables, consumer: string): Ledger => ({
  store: async (entries) => {
    // Reversed: of entries with one id the first is to stay.
    let pending = new Map(entries.toReversed().map((entry) => [entry.event.event_id, entry]));
    let known = await read(client, tables, consumer, [...pending.values()], 'aggregates');

    for (let attempt = 1; attempt <= maximumAttempts; attempt++) {
      const writes = decideWrites([...pending.values()], known.aggregates, consumer, tables);
      const decidedMs = epochMs();
      try {
        if (writes.length > 0) await client.send(new TransactWriteCommand({ TransactItems: writes }));
        return { storedIds: new Set(pending.keys()), decidedMs, storedMs: epochMs() };
      } catch (error) {
        if (!isWorthReadingAnew(error)) throw error;
      }
      // The first refusal is mostly a redelivery, which reading settles at once; later ones are other writers.
      if (attempt > 1) await pause(Math.random() * maximumPauseMs * attempt);
      known = await read(client, tables, consumer, [...pending.values()], 'aggregates and events');
      pending = new Map([...pending].filter(([id]) => !known.storedIds.has(id)));
    }
    throw new LedgerContendedError(`${pending.size} events were not stored in ${maximumAttempts} attempts`, {
      actions: ['Deliver the batch again'],
    });
  },
});

const isWorthReadingAnew = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).every(({ Code: code }) => passingReasons.has(code ?? 'None'));

interface Known {
  /** By `pk/sk`. */
  readonly aggregates: ReadonlyMap<string, Aggregate>;
  readonly storedIds: ReadonlySet<string>;
}

const StoredId = z.object({ event_id: z.string() });

const read = async (
  client: DynamoDBDocumentClient,
  tables: LedgerTables,
  consumer: string,
  entries: readonly LedgerEntry[],
  what: 'aggregates' | 'aggregates and events',
): Promise<Known> => {
  const aggregateKeys = new Map(
    entries.map(({ event }) => aggregateAddress(consumer, event)).map((address) => [addressKey(address), address]),
  );
  let request: NonNullable<ConstructorParameters<typeof BatchGetCommand>[0]['RequestItems']> = {
    [tables.aggregates]: { Keys: [...aggregateKeys.values()], ConsistentRead: true },
    ...(what === 'aggregates'
      ? {}
      : {
          [tables.events]: {
            Keys: entries.map(({ event }) => storedEventAddress(consumer, event.event_id)),
            ConsistentRead: true,
            ProjectionExpression: 'event_id',
          },
        }),
  };

  const aggregates = new Map<string, Aggregate>();
  const storedIds = new Set<string>();
  while (Object.keys(request).length > 0) {
    const { Responses: items = {}, UnprocessedKeys: rest = {} } = await client.send(
      new BatchGetCommand({ RequestItems: request }),
    );
    for (const item of items[tables.aggregates] ?? []) {
      const aggregate = Aggregate.parse(item);
      aggregates.set(addressKey(aggregate), aggregate);
    }
    for (const item of items[tables.events] ?? []) storedIds.add(StoredId.parse(item).event_id);
    request = rest;
    if (Object.keys(rest).length > 0) await pause(maximumPauseMs);
  }
  return { aggregates, storedIds };
};
