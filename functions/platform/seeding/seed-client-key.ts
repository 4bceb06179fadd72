import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { createApiKey } from '../../contracts/api-key.ts';
import { clientKeyAddress } from '../../contracts/config-items.ts';

/**
 * Gives a client a random API key with the scopes to read and write, or to administer where it is called admin, unless it
 * has one: the key itself for the client to read and its hash for the routes to check, both or none. The key is in the
 * config table and nowhere else.
 */
export const seedClientKey = async (
  client: DynamoDBDocumentClient,
  table: string,
  consumer: string,
): Promise<'created' | 'kept'> => {
  const { apiKey, item } = createApiKey({
    consumer,
    scopes: consumer === 'admin' ? ['admin'] : ['grid:read', 'grid:write'],
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
