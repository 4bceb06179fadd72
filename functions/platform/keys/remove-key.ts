import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ApiKeyItem } from '../../contracts/api-key.ts';
import { clientKeyAddress } from '../../contracts/config-items.ts';

/**
 * Removes a key and, before it, the plain copy that its client reads, if that is of this key: so what is left after a
 * failure can be removed by trying again.
 *
 * @returns false where somebody else has removed the key
 */
export const removeKey = async (
  client: DynamoDBDocumentClient,
  table: string,
  { pk, sk, consumer }: ApiKeyItem,
): Promise<boolean> => {
  await deleteWhere(client, {
    TableName: table,
    Key: clientKeyAddress(consumer),
    ConditionExpression: 'begins_with(apiKey, :beginning)',
    ExpressionAttributeValues: { ':beginning': `slc_${sk}_` },
  });
  return deleteWhere(client, { TableName: table, Key: { pk, sk }, ConditionExpression: 'attribute_exists(pk)' });
};

const deleteWhere = async (
  client: DynamoDBDocumentClient,
  input: ConstructorParameters<typeof DeleteCommand>[0],
): Promise<boolean> => {
  try {
    await client.send(new DeleteCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
