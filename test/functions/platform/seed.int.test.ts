import { ApiKeyItem, isKeyOf } from '../../../functions/contracts/api-key.ts';
import { ClientKeyItem } from '../../../functions/contracts/config-items.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';

let dynamoDb: DynamoDbTables;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

test('gives each client one working key, once, and tells it to nobody', async () => {
  const table = await dynamoDb.create();
  process.env['CONFIG_TABLE'] = table;
  const { handler } = await import('../../../functions/platform/seed.ts');
  const seed = () => handler({ RequestType: 'Create', ResourceProperties: { Keys: ['grid-ingest', 'demo'] } });

  const answer = await seed();
  const items = await dynamoDb.itemsOf(table);
  await seed();

  const secrets = items.filter(({ pk }) => String(pk).startsWith('secret#')).map((item) => ClientKeyItem.parse(item));
  const hashes = items.filter(({ pk }) => pk === 'key').map((item) => ApiKeyItem.parse(item));
  expect(secrets.map(({ pk }) => pk).toSorted()).toEqual(['secret#demo', 'secret#grid-ingest']);
  for (const { pk, apiKey } of secrets) {
    const admitting = hashes.filter((item) => isKeyOf(item, apiKey));
    expect(admitting).toMatchObject([{ consumer: pk.slice('secret#'.length), scopes: ['grid:read', 'grid:write'] }]);
    expect(JSON.stringify(answer)).not.toContain(apiKey);
  }
  expect(await dynamoDb.itemsOf(table)).toHaveLength(items.length);
  expect(items).toHaveLength(4);
});
