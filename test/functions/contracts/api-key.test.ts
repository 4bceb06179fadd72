import { createHash } from 'node:crypto';
import { createApiKey, isKeyOf, lookupOf } from '../../../functions/contracts/api-key.ts';

const owner = { consumer: 'demo', scopes: ['grid:read' as const], createdAt: '2023-01-18T00:00:00.000Z' };

test('a new key is found by its lookup and admitted by its item, which does not hold it', () => {
  const { apiKey, item } = createApiKey(owner);

  expect(apiKey).toMatch(/^slc_[0-9A-Za-z]{8}_[0-9A-Za-z]{33}$/);
  expect(lookupOf(apiKey)).toBe(item.sk);
  expect(isKeyOf(item, apiKey)).toBe(true);
  expect(item.sha256).toBe(createHash('sha256').update(apiKey).digest('hex'));
  expect(JSON.stringify(item)).not.toContain(apiKey.slice(13));
});

test('a key with the same lookup and another secret is not admitted', () => {
  const { apiKey, item } = createApiKey(owner);
  const forged = apiKey.slice(0, -1) + (apiKey.endsWith('0') ? '1' : '0');

  expect(lookupOf(forged)).toBe(item.sk);
  expect(isKeyOf(item, forged)).toBe(false);
});

test('a thousand keys differ in lookup and secret', () => {
  const keys = Array.from({ length: 1_000 }, () => createApiKey(owner).apiKey);

  expect(new Set(keys.map(lookupOf)).size).toBe(1_000);
  expect(new Set(keys.map((key) => key.slice(13))).size).toBe(1_000);
});

test.each(['', 'slc_short_key', 'analytics-team-secret-key-2024'])('%p has no lookup', (text) => {
  expect(lookupOf(text)).toBeUndefined();
});
