import { createApiKey } from '../../../../functions/contracts/api-key.ts';
import type { ConfigReader } from '../../../../functions/kit/config-reader.ts';
import { apiKey } from '../../../../functions/kit/http/api-key.ts';
import type { KeyedRequest } from '../../../../functions/kit/http/api-request.ts';
import { route } from '../../../../functions/kit/http/route.ts';
import { apiRequest, lambdaContext } from '../../fixtures/api-request.ts';

const reader = createApiKey({ consumer: 'analytics-team', scopes: ['grid:read'], createdAt: '2023-01-18T00:00:00Z' });
const config: ConfigReader = {
  read: async ({ pk, sk }) => (pk === 'key' && sk === reader.item.sk ? reader.item : undefined),
};

const statusOf = async (headers: Record<string, string>, scope: 'grid:read' | 'grid:write' = 'grid:read') => {
  const handler = route<KeyedRequest>()
    .use(apiKey(config, scope))
    .handler(async ({ consumer }: KeyedRequest) => ({ statusCode: 200, body: consumer }));
  const { statusCode, body } = await handler(apiRequest({ headers }) as KeyedRequest, lambdaContext);
  return statusCode === 200 ? body : statusCode;
};

test.each(['X-API-Key', 'x-api-key', 'apikey', 'ApiKey'])('takes the key from the header %s', async (name) => {
  expect(await statusOf({ [name]: reader.apiKey })).toBe('analytics-team');
});

test.each([
  ['no key', ''],
  ['an invented key', createApiKey(reader.item).apiKey],
  ['the lookup with another secret', `${reader.apiKey.slice(0, 13)}${'0'.repeat(33)}`],
  ['a key with something behind it', `${reader.apiKey} `],
])('answers 401 for %s', async (_what, key) => {
  expect(await statusOf(key === '' ? {} : { 'X-API-Key': key })).toBe(401);
});

test('answers 403 for a key without the scope', async () => {
  expect(await statusOf({ 'X-API-Key': reader.apiKey }, 'grid:write')).toBe(403);
});
