import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type ApiKeyItem, createApiKey } from '../../contracts/api-key.ts';
import { clientKeyAddress } from '../../contracts/config-items.ts';

/**
 * Gives a client a random API key unless it has one: the key itself for the client to read and its hash for the routes to
 * check, both or none. The key is in the config table and nowhere else.
 */
export const seedClientKey = async (
  client: DynamoDBDocumentClient,
  table: string,
  { consumer, scopes }: Pick<ApiKeyItem, 'consumer' | 'scopes'>,
): Promise<'created' | 'kept'> => {
  const { apiKey, item } = createApiKey({
    consumer,
    scopes,
    createdAt: new Date().toISOString(),
  });
  const onlyNew = { TableName: table, ConditionExpression: 'attribute_not_exists(pk)' };

  try {
    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { ...onlyNew, Item: { ...clientKeyAddress(consumer), apiKey } } },
          { Put: { ...onlyNew, Item: item } },
        ],
      }),
    );
    return 'created';
  } catch (error) {
    if (error instanceof TransactionCanceledException && isTaken(error)) return 'kept';
    throw error;
  }
};

const isTaken = ({ CancellationReasons: [secret] = [] }: TransactionCanceledException): boolean =>
  secret?.Code === 'ConditionalCheckFailed';
