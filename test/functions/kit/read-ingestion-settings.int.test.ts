import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { readIngestionSettings } from '../../../functions/kit/read-ingestion-settings.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';

let dynamoDb: DynamoDbTables;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

const put = (table: string, Item: Record<string, unknown>) =>
  dynamoDb.client.send(new PutCommand({ TableName: table, Item }));

test('where nothing was said the recorded day is asked, and does not fail', async () => {
  expect(await readIngestionSettings(dynamoDb.client, await dynamoDb.create())).toEqual({
    source: { kind: 'recorded' },
    failure: { mode: 'off', rate: 0.5 },
  });
});

test('what the items say holds at once', async () => {
  const table = await dynamoDb.create();

  await put(table, { pk: 'ingest', sk: 'source', kind: 'live', url: 'https://market.example/interval' });
  await put(table, { pk: 'ingest', sk: 'failure', mode: 'timeout' });
  const first = await readIngestionSettings(dynamoDb.client, table);
  await put(table, { pk: 'ingest', sk: 'failure', mode: 'flaky', rate: 0.1 });
  const second = await readIngestionSettings(dynamoDb.client, table);

  expect(first).toEqual({
    source: { kind: 'live', url: 'https://market.example/interval' },
    failure: { mode: 'timeout', rate: 0.5 },
  });
  expect(second.failure).toEqual({ mode: 'flaky', rate: 0.1 });
});

test.each([
  ['failure', { mode: 'sometimes' }],
  ['failure', { mode: 'flaky', rate: 2 }],
  ['source', { kind: 'live', url: 'file:///etc/passwd' }],
  ['source', { kind: 'live' }],
])('an item %s that says %j is refused', async (sk, said) => {
  const table = await dynamoDb.create();
  await put(table, { pk: 'ingest', sk, ...said });

  await expect(readIngestionSettings(dynamoDb.client, table)).rejects.toThrow();
});
