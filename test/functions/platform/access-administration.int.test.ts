import { setTimeout as delay } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { createApiKey, type KeyScope } from '../../../functions/contracts/api-key.ts';
import { clientKeyAddress } from '../../../functions/contracts/config-items.ts';
import { buildConfigReader } from '../../../functions/kit/config-reader.ts';
import { apiKey } from '../../../functions/kit/http/api-key.ts';
import type { KeyedRequest } from '../../../functions/kit/http/api-request.ts';
import { route } from '../../../functions/kit/http/route.ts';
import { apiRequest, lambdaContext } from '../fixtures/api-request.ts';
import { type DynamoDbTables, startDynamoDb } from '../fixtures/dynamodb-tables.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

const names = ['list-keys', 'create-key', 'revoke-key', 'list-limits', 'set-limit', 'remove-limit'] as const;

let dynamoDb: DynamoDbTables;
let table: string;
let adminKey: string;
let handlers: Record<(typeof names)[number], Handler>;

const putKey = async (consumer: string, scopes: KeyScope[]): Promise<string> => {
  const { apiKey: key, item } = createApiKey({ consumer, scopes, createdAt: '2023-01-18T00:00:00Z' });
  await dynamoDb.client.send(new PutCommand({ TableName: table, Item: item }));
  return key;
};

beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  table = await dynamoDb.create();
  process.env['CONFIG_TABLE'] = table;
  adminKey = await putKey('admin', ['admin']);
  handlers = Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, (await import(`../../../functions/platform/${name}.ts`)).handler]),
    ),
  );
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

const call = async (
  name: (typeof names)[number],
  { pathParameters = null, body }: { pathParameters?: Record<string, string> | null; body?: unknown } = {},
  key = adminKey,
) => {
  const answer = await handlers[name](
    apiRequest({
      headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
      pathParameters,
      body: body === undefined ? null : JSON.stringify(body),
    }),
    lambdaContext,
  );
  return { status: answer.statusCode, text: answer.body, answer: JSON.parse(answer.body) };
};

/** A route as any flow has it, in an execution environment of its own. */
const openRoute = () => {
  const handler = route<KeyedRequest>()
    .use(apiKey(buildConfigReader(dynamoDb.client, table), 'grid:read'))
    .handler(async () => ({ statusCode: 200, body: '{}' }));
  return async (key: string): Promise<number> =>
    (await handler(apiRequest({ headers: { 'X-API-Key': key } }) as KeyedRequest, lambdaContext)).statusCode;
};

test.each(names)('%s wants a key with the scope admin', async (name) => {
  const reader = await putKey('reader', ['grid:read', 'grid:write']);

  expect((await call(name, {}, reader)).status).toBe(403);
  expect((await call(name, {}, '')).status).toBe(401);
});

test('a created key opens the routes of its scopes, is shown once, and listed without its secret', async () => {
  const { status, answer } = await call('create-key', { body: { consumer: 'partner' } });
  const listed = await call('list-keys');

  expect(status).toBe(201);
  expect(answer.data).toMatchObject({ consumer: 'partner', scopes: ['grid:read'] });
  expect(answer.data.apiKey).toContain(`slc_${answer.data.lookup}_`);
  expect(await openRoute()(answer.data.apiKey)).toBe(200);
  const { apiKey: _shownOnce, ...known } = answer.data;
  expect(listed.answer.data).toContainEqual(known);
  expect(listed.text).not.toContain('slc_');
  expect(listed.text).not.toMatch(/sha256|[0-9a-f]{64}/);
  expect(JSON.stringify(await dynamoDb.itemsOf(table))).not.toContain(answer.data.apiKey);
});

test.each([
  ['no consumer', {}],
  ['a name with capitals', { consumer: 'Partner' }],
  ['a name that could be mistaken for another item', { consumer: 'a#b' }],
  ['a scope that is none', { consumer: 'partner', scopes: ['root'] }],
  ['no scope', { consumer: 'partner', scopes: [] }],
  ['a key of the own choice', { consumer: 'partner', apiKey: 'slc_1' }],
])('creates no key for %s', async (_what, body) => {
  const before = await dynamoDb.itemsOf(table);

  expect((await call('create-key', { body })).status).toBe(400);
  expect(await dynamoDb.itemsOf(table)).toHaveLength(before.length);
});

test('a revoked key is refused within a second by routes that have just taken it, and its plain copy is gone', async () => {
  const { apiKey: key, lookup } = (await call('create-key', { body: { consumer: 'ops-team' } })).answer.data;
  const copy = { ...clientKeyAddress('ops-team'), apiKey: key };
  await dynamoDb.client.send(new PutCommand({ TableName: table, Item: copy }));
  const open = openRoute();
  const before = await open(key);

  const { status, answer } = await call('revoke-key', { pathParameters: { lookup } });
  await delay(1_000);

  expect(before).toBe(200);
  expect(status).toBe(200);
  expect(answer.data).toMatchObject({ lookup, consumer: 'ops-team' });
  expect(await open(key)).toBe(401);
  expect(await dynamoDb.itemsOf(table)).not.toContainEqual(copy);
  expect((await call('revoke-key', { pathParameters: { lookup } })).status).toBe(404);
});

test("leaves the plain copy of a consumer's other key", async () => {
  const other = { ...clientKeyAddress('risk-team'), apiKey: await putKey('risk-team', ['grid:read']) };
  await dynamoDb.client.send(new PutCommand({ TableName: table, Item: other }));
  const { lookup } = (await call('create-key', { body: { consumer: 'risk-team' } })).answer.data;

  await call('revoke-key', { pathParameters: { lookup } });

  expect(await dynamoDb.itemsOf(table)).toContainEqual(other);
});

test('does not revoke the key that it is asked with', async () => {
  const { status, answer } = await call('revoke-key', { pathParameters: { lookup: adminKey.slice(4, 12) } });

  expect(status).toBe(409);
  expect(answer.code).toBe('OWN_KEY');
  expect((await call('list-keys')).status).toBe(200);
});

const target = { consumer: 'analytics-team', route: 'v1/market/dispatch' };

test('a limit that was set is listed beside those of everybody else', async () => {
  const { status, answer } = await call('set-limit', {
    pathParameters: target,
    body: { algorithm: 'sliding-log', limit: 20, windowSeconds: 10 },
  });
  const { data } = (await call('list-limits')).answer;

  const limit = {
    consumer: 'analytics-team',
    route: '/v1/market/dispatch',
    algorithm: 'sliding-log',
    limit: 20,
    windowSeconds: 10,
  };
  expect(status).toBe(200);
  expect(answer.data).toEqual(limit);
  expect(data).toContainEqual(limit);
  expect(
    data.filter(({ consumer }: { consumer: string }) => consumer === '*').map((each: { limit: number }) => each.limit),
  ).toEqual([100, 60, 100, 100, 60]);
});

test('a limit by its number alone is a fixed window of a minute', async () => {
  const { answer } = await call('set-limit', { pathParameters: target, body: { limit: 30 } });

  expect(answer.data).toMatchObject({ algorithm: 'fixed-window', limit: 30, windowSeconds: 60 });
});

test.each([
  ['no limit', target, {}, 400],
  ['a limit of none', target, { limit: 0 }, 400],
  ['more than one counter can take', target, { limit: 60_001 }, 400],
  ['half a request', target, { limit: 1.5 }, 400],
  ['an algorithm that is none', target, { limit: 1, algorithm: 'leaky' }, 400],
  ['a log that one item is too small for', target, { limit: 1_001, algorithm: 'sliding-log' }, 400],
  ['a field that means nothing', target, { limit: 1, burst: 5 }, 400],
  ['a consumer that cannot be one', { ...target, consumer: 'A%23' }, { limit: 1 }, 400],
  ['a route that has no limit', { ...target, route: 'v1/admin/keys' }, { limit: 1 }, 404],
])('refuses %s, and says what would do', async (_what, pathParameters, body, status) => {
  const before = await dynamoDb.itemsOf(table);

  const refusal = await call('set-limit', { pathParameters, body });

  expect(refusal.status).toBe(status);
  expect(refusal.answer.actions).not.toEqual([]);
  expect(await dynamoDb.itemsOf(table)).toEqual(before);
});

test('a limit that was removed is listed no more, and a second time there is none', async () => {
  const limited = { consumer: 'visitor', route: 'v1/stats' };
  const set = await call('set-limit', { pathParameters: limited, body: { limit: 3 } });

  const removed = await call('remove-limit', { pathParameters: limited });
  const again = await call('remove-limit', { pathParameters: limited });
  const { data } = (await call('list-limits')).answer;

  expect(removed).toMatchObject({ status: 200, answer: { data: set.answer.data } });
  expect(again).toMatchObject({ status: 404, answer: { code: 'UNKNOWN_LIMIT' } });
  expect(data.filter(({ consumer }: { consumer: string }) => consumer === 'visitor')).toEqual([]);
});
