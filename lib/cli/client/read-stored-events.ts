import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';

const StoredEvent = z.object({ pk: z.string(), sk: z.string() });

/**
 * The ids of all events that one consumer has stored, one for each item: an id in two items comes twice.
 * Reads the whole table, strongly consistent.
 */
export const readStoredEventIds = async (dynamodb: DynamoDBDocumentClient, consumer: string): Promise<string[]> => {
  const ids: string[] = [];
  const pages = paginateScan(
    { client: dynamodb },
    {
      TableName: 'grid-events',
      ConsistentRead: true,
      ProjectionExpression: 'pk, sk',
      FilterExpression: 'begins_with(pk, :consumer)',
      ExpressionAttributeValues: { ':consumer': `${consumer}#` },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) ids.push(StoredEvent.parse(item).sk.split('#')[1] ?? '');
  }
  return ids;
};
