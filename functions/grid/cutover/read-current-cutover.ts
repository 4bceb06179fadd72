import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { readingsOutput } from '../../contracts/grid/weather-reading.ts';
import { CutoverItem, cutoverAddress, initialCutover } from '../../contracts/registry/cutover/cutover-item.ts';

/** The cutover as it is this moment, for who shows or changes it. */
export const readCurrentCutover = async (
  client: DynamoDBDocumentClient,
  table: string,
): Promise<typeof initialCutover> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: cutoverAddress(readingsOutput), ConsistentRead: true }),
  );
  return CutoverItem.optional().parse(Item) ?? initialCutover;
};
