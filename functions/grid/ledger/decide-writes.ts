import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Aggregate } from '../../contracts/grid/aggregate.ts';
import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import { storedEventAddress } from '../../contracts/grid/stored-event.ts';
import { aggregateAddress, foldEvent } from './fold-event.ts';

export interface LedgerTables {
  readonly events: string;
  readonly aggregates: string;
}

/** An event and where it came from, e.g. `market.dispatch-0@15`. */
export interface LedgerEntry {
  readonly event: GridEvent;
  readonly origin: string;
}

/**
 * One transaction that stores each entry and the aggregates with all of them folded in, or nothing: refused where an
 * event is already stored, or an aggregate is no longer the one that was read.
 *
 * @param entries with distinct event ids
 * @param aggregates as read, by `pk/sk`; one that does not exist yet is absent
 */
export const decideWrites = (
  entries: readonly LedgerEntry[],
  aggregates: ReadonlyMap<string, Aggregate>,
  consumer: string,
  tables: LedgerTables,
): NonNullable<TransactWriteCommandInput['TransactItems']> => {
  const folded = new Map<string, Aggregate>();
  for (const { event } of entries) {
    const key = addressKey(aggregateAddress(consumer, event));
    folded.set(key, foldEvent(folded.get(key) ?? aggregates.get(key), consumer, event));
  }

  return [
    ...entries.map(({ event, origin }) => ({
      Put: {
        TableName: tables.events,
        Item: { ...storedEventAddress(consumer, event.event_id), ...event, origin },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    })),
    ...[...folded.values()].map((aggregate) => ({
      Put: {
        TableName: tables.aggregates,
        Item: { ...aggregate, version: aggregate.version + 1 },
        ...(aggregate.version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :read',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':read': aggregate.version },
            }),
      },
    })),
  ];
};

export const addressKey = ({ pk, sk }: { pk: string; sk: string }): string => `${pk}/${sk}`;
