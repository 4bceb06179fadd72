import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { RecordPlace } from '../../contracts/admin/dead-letter-listing.ts';
import { redrivePartition } from '../../contracts/dead-letter.ts';
import { brokenAfterMs, type RedriveMark } from './decide-state.ts';
import { placeKey } from './place-key.ts';

/** Remembers by origin what was sent again: several letters of one record, of several consumers too, are one. */
export interface RedriveMarks {
  /** All marks of records from some topics, by `placeKey`. */
  read(topics: readonly string[]): Promise<ReadonlyMap<string, RedriveMark>>;
  /** Takes a record over for sending; false where it was sent, or somebody else is about to. */
  claim(origin: RecordPlace, nowMs: number): Promise<boolean>;
  settle(origin: RecordPlace, nowMs: number): Promise<void>;
  /** Gives a record back that was not sent. */
  release(origin: RecordPlace): Promise<void>;
}

const Mark = z.object({
  pk: z.string(),
  sk: z.string(),
  state: z.enum(['sending', 'sent']),
  atMs: z.number(),
});

/** A day longer than the topics keep the letters. */
const keptSeconds = 8 * 86_400;

const addressOf = (origin: RecordPlace) => ({ pk: redrivePartition, sk: placeKey(origin) });

/** Cold start only. */
export const buildRedriveMarks = (client: DynamoDBDocumentClient, table: string): RedriveMarks => {
  const toItem = (origin: RecordPlace, mark: RedriveMark) => ({
    ...addressOf(origin),
    ...mark,
    expiresAt: Math.ceil(mark.atMs / 1_000) + keptSeconds,
  });

  const queryTopic = (topic: string) =>
    paginateQuery(
      { client },
      {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :topic)',
        ExpressionAttributeValues: { ':pk': redrivePartition, ':topic': `${topic}/` },
        ConsistentRead: true,
      },
    );

  return {
    read: async (topics) => {
      const marks = new Map<string, RedriveMark>();
      for (const topic of topics) {
        for await (const { Items = [] } of queryTopic(topic)) {
          for (const { sk, state, atMs } of Items.map((item) => Mark.parse(item))) marks.set(sk, { state, atMs });
        }
      }
      return marks;
    },

    claim: async (origin, nowMs) => {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: toItem(origin, { state: 'sending', atMs: nowMs }),
            ConditionExpression: 'attribute_not_exists(pk) OR (#state = :sending AND atMs <= :broken)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':sending': 'sending', ':broken': nowMs - brokenAfterMs },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    settle: async (origin, nowMs) => {
      await client.send(new PutCommand({ TableName: table, Item: toItem(origin, { state: 'sent', atMs: nowMs }) }));
    },

    release: async (origin) => {
      await client.send(new DeleteCommand({ TableName: table, Key: addressOf(origin) }));
    },
  };
};
