import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import {
  OrderSettings,
  type OrderSettingsChange,
  orderSettingsAddress,
} from '../../contracts/orders/order-settings.ts';

/** Changes what is given and leaves the rest; gives the settings as they then are. */
export const changeSettings = async (
  client: DynamoDBDocumentClient,
  table: string,
  change: OrderSettingsChange,
): Promise<OrderSettings> => {
  const fields = Object.entries(change);
  const { Attributes: item } = await client.send(
    new UpdateCommand({
      TableName: table,
      Key: orderSettingsAddress,
      ReturnValues: 'ALL_NEW',
      ...(fields.length === 0
        ? {}
        : {
            UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
            ExpressionAttributeValues: Object.fromEntries(fields.map(([name, value]) => [`:${name}`, value])),
          }),
    }),
  );
  return OrderSettings.parse(item ?? {});
};
