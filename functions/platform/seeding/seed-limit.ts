import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type LimitItem, limitAddress, RateLimit } from '../../contracts/rate-limit.ts';
import type { LimitedRoute } from '../../contracts/route-limits.ts';

/** Gives a consumer a limit by the minute on a route, unless it has one of its own there. */
export const seedLimit = async (
  client: DynamoDBDocumentClient,
  table: string,
  { consumer, route, limit }: { consumer: string; route: LimitedRoute; limit: number },
): Promise<void> => {
  const item: LimitItem = { ...limitAddress(consumer, route), ...RateLimit.parse({ limit }) };
  try {
    await client.send(
      new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
