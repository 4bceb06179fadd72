import {
  CreateTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

interface DesiredTable {
  readonly tableName: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

const Projection = z.object({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
});
const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const Index = z.object({ IndexName: z.string(), KeySchema, Projection });

/** The part of AWS::DynamoDB::Table that shapes a local table. */
const TableProperties = z.object({
  KeySchema,
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  GlobalSecondaryIndexes: z.array(Index).optional(),
  LocalSecondaryIndexes: z.array(Index).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
type TableProperties = z.infer<typeof TableProperties>;

/** Creates missing tables; one that exists keeps its data. */
export const reconcileTables = async (client: DynamoDBClient, desired: readonly DesiredTable[]): Promise<string[]> => {
  const { TableNames: existing = [] } = await client.send(new ListTablesCommand({}));
  const missing = desired.filter((table) => !existing.includes(table.tableName));
  await Promise.all(
    missing.map((table) => createTable(client, table.tableName, TableProperties.parse(table.properties))),
  );
  return missing.map((table) => table.tableName);
};

const createTable = async (client: DynamoDBClient, TableName: string, table: TableProperties): Promise<void> => {
  const indexes = (list: TableProperties['GlobalSecondaryIndexes']) =>
    list?.map(({ Projection: { ProjectionType, NonKeyAttributes }, ...index }) => ({
      ...index,
      Projection: NonKeyAttributes === undefined ? { ProjectionType } : { ProjectionType, NonKeyAttributes },
    }));
  try {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: table.KeySchema,
        AttributeDefinitions: table.AttributeDefinitions,
        GlobalSecondaryIndexes: indexes(table.GlobalSecondaryIndexes),
        LocalSecondaryIndexes: indexes(table.LocalSecondaryIndexes),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.2 }, { TableName });
  if (table.TimeToLiveSpecification) {
    await client.send(
      new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: table.TimeToLiveSpecification }),
    );
  }
};
