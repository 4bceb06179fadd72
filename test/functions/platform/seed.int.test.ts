import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ApiKeyItem, isKeyOf } from '../../../functions/contracts/api-key.ts';
import { ClientKeyItem } from '../../../functions/contracts/config-items.ts';
import { limitAddress } from '../../../functions/contracts/rate-limit.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';

let dynamoDb: DynamoDbTables;
let table: string;
let seed: () => Promise<unknown>;
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  table = await dynamoDb.create();
  process.env['CONFIG_TABLE'] = table;
  const { handler } = await import('../../../functions/platform/seed.ts');
  seed = () =>
    handler({
      RequestType: 'Create',
      ResourceProperties: {
        Keys: [
          { Consumer: 'grid-ingest', Scopes: ['grid:write'] },
          { Consumer: 'demo', Scopes: ['grid:read', 'grid:write'] },
        ],
        Limits: [{ Consumer: 'demo', Route: '/v1/stats', RequestsPerMinute: '6000' }],
      },
    });
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

test('gives each client one working key with its scopes, and tells it to nobody', async () => {
  const answer = await seed();
  const items = await dynamoDb.itemsOf(table);

  const secrets = items.filter(({ pk }) => String(pk).startsWith('secret#')).map((item) => ClientKeyItem.parse(item));
  const hashes = items.filter(({ pk }) => pk === 'key').map((item) => ApiKeyItem.parse(item));
  const admitted = secrets
    .map(({ pk, apiKey }) => [pk, hashes.filter((item) => isKeyOf(item, apiKey))] as const)
    .map(([pk, keys]) => [pk, keys.map(({ consumer, scopes }) => [consumer, scopes])]);
  expect(admitted.toSorted()).toEqual([
    ['secret#demo', [['demo', ['grid:read', 'grid:write']]]],
    ['secret#grid-ingest', [['grid-ingest', ['grid:write']]]],
  ]);
  for (const { apiKey } of secrets) expect(JSON.stringify(answer)).not.toContain(apiKey);
});

test('gives a client its limit by the minute', async () => {
  await seed();

  expect(await dynamoDb.itemsOf(table)).toContainEqual({
    ...limitAddress('demo', '/v1/stats'),
    algorithm: 'fixed-window',
    limit: 6_000,
    windowSeconds: 60,
  });
});

test('run again, leaves what is there as it is', async () => {
  await seed();
  const changed = { ...limitAddress('demo', '/v1/stats'), algorithm: 'token-bucket', limit: 7, windowSeconds: 60 };
  await dynamoDb.client.send(new PutCommand({ TableName: table, Item: changed }));
  const before = await dynamoDb.itemsOf(table);

  await seed();

  expect(await dynamoDb.itemsOf(table)).toEqual(before);
  expect(before).toHaveLength(5);
});
