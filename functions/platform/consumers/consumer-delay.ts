import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ConsumerDelayItem, consumerDelayAddress } from '../../contracts/grid/consumer-delay.ts';

/** By how many milliseconds each batch of a consumer is slowed. */
export const readConsumerDelay = async (
  client: DynamoDBDocumentClient,
  table: string,
  consumer: string,
): Promise<number> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: consumerDelayAddress(consumer), ConsistentRead: true }),
  );
  return ConsumerDelayItem.optional().parse(Item)?.delayMs ?? 0;
};

/** Holds within a second. */
export const writeConsumerDelay = async (
  client: DynamoDBDocumentClient,
  table: string,
  consumer: string,
  delayMs: number,
): Promise<void> => {
  await client.send(new PutCommand({ TableName: table, Item: { ...consumerDelayAddress(consumer), delayMs } }));
};
