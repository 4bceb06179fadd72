import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { IngestionCounters, ingestionAddress } from '../../contracts/grid/ingestion.ts';

/** What ingestion has counted, strongly consistent; null before its first run. */
export const readIngestionCounters = async (
  client: DynamoDBDocumentClient,
  table: string,
): Promise<IngestionCounters | null> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: table, Key: ingestionAddress('counters'), ConsistentRead: true }),
  );
  return Item === undefined ? null : IngestionCounters.parse(Item);
};
