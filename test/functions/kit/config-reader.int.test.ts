import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { buildConfigReader } from '../../../functions/kit/config-reader.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';

let dynamoDb: DynamoDbTables;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

const address = { pk: 'limit', sk: 'demo' };

test('a change is seen one second after the item was read, and not asked for before', async () => {
  const table = await dynamoDb.create();
  let nowMs = 0;
  const reader = buildConfigReader(dynamoDb.client, table, () => nowMs);
  const write = (perMinute: number) =>
    dynamoDb.client.send(new PutCommand({ TableName: table, Item: { ...address, perMinute } }));

  expect(await reader.read(address)).toBeUndefined();
  await write(100);
  nowMs = 999;
  expect(await reader.read(address)).toBeUndefined();
  nowMs = 1_000;
  expect(await reader.read(address)).toMatchObject({ perMinute: 100 });
});

test('says that it cannot read where the table is missing', async () => {
  const reader = buildConfigReader(dynamoDb.client, 'no-such-table');

  await expect(reader.read(address)).rejects.toMatchObject({
    code: 'CONFIG_UNAVAILABLE',
    status: 503,
    retryable: true,
  });
});
