import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { Aggregate } from '../../../functions/contracts/grid/aggregate.ts';

/** All aggregates of one consumer, strongly consistent. */
export const readAggregates = async (dynamodb: DynamoDBDocumentClient, consumer: string): Promise<Aggregate[]> => {
  const aggregates: Aggregate[] = [];
  const pages = paginateScan(
    { client: dynamodb },
    {
      TableName: 'grid-aggregates',
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :consumer)',
      ExpressionAttributeValues: { ':consumer': `${consumer}#` },
    },
  );
  for await (const { Items = [] } of pages) aggregates.push(...Items.map((item) => Aggregate.parse(item)));
  return aggregates;
};
