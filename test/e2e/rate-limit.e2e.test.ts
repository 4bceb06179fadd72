import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../functions/contracts/problem.ts';
import type { RateLimit } from '../../functions/contracts/rate-limit.ts';
import { LimitedRoute } from '../../functions/contracts/route-limits.ts';
import { createKey, removeLimit, revokeKey, setLimit } from '../../lib/cli/client/access-calls.ts';
import { type AdminAccess, openAdmin } from '../../lib/cli/client/admin-request.ts';
import { readUntil } from '../../lib/cli/client/read-until.ts';
import { dispatchEvent } from './market-events.ts';
import { type RunningStack, sluice, startStack } from './running-stack.ts';

let stack: RunningStack;
let admin: AdminAccess;
beforeAll(async () => {
  stack = await startStack('test-rate-limit');
  admin = await openAdmin(stack.client.opened);
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose](), 60_000);

let consumers = 0;
const freshConsumer = async () => {
  consumers += 1;
  const consumer = `consumer-${consumers}`;
  const { apiKey, lookup } = await createKey(admin, { consumer, scopes: ['grid:read', 'grid:write'] });
  const send = (route: LimitedRoute, init: RequestInit = {}, query = '') =>
    fetch(`${stack.client.opened.gatewayUrl}${route}${query}`, {
      ...init,
      headers: { apikey: apiKey, ...init.headers },
    });
  return { consumer, lookup, send };
};

/** One region's newest event: the limiter is asked as for any request, and the store hardly. */
const briefly = '?region=NSW1&limit=1';

/** Sends requests at once and counts the answers by their status. */
const burst = async (requests: number, send: () => Promise<Response>): Promise<Record<number, number>> => {
  const answers = await Promise.all(Array.from({ length: requests }, send));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  await Promise.all(answers.map((answer) => answer.body?.cancel()));
  return counts;
};

const dispatch = '/v1/market/dispatch';
const withinDay = (algorithm: RateLimit['algorithm'], limit: number): RateLimit => ({
  algorithm,
  limit,
  windowSeconds: 86_400,
});

test('100 of 110 concurrent requests of a fresh consumer pass, exactly, for twenty consumers in a row', async () => {
  const outcomes: Record<number, number>[] = [];
  for (let run = 0; run < 20; run++) {
    const { send } = await freshConsumer();
    outcomes.push(await burst(110, () => send(dispatch, {}, briefly)));
  }

  expect(outcomes).toEqual(Array(20).fill({ 200: 100, 429: 10 }));
}, 300_000);

test.each(['fixed-window', 'sliding-log', 'token-bucket'] as const)(
  'the algorithm %s, set live, lets exactly 100 of 110 concurrent requests pass',
  async (algorithm) => {
    const { consumer, send } = await freshConsumer();
    await setLimit(admin, consumer, dispatch, withinDay(algorithm, 100));

    expect(await burst(110, () => send(dispatch, {}, briefly))).toEqual({ 200: 100, 429: 10 });
  },
  60_000,
);

test('each answer tells what is left, and a refusal whose limit it is and when to come again', async () => {
  const { consumer, send } = await freshConsumer();
  await setLimit(admin, consumer, dispatch, { algorithm: 'fixed-window', limit: 1, windowSeconds: 600 });

  const admitted = await send(dispatch);
  const refused = await send(dispatch);

  expect([admitted.status, refused.status]).toEqual([200, 429]);
  for (const prefix of ['ratelimit', 'x-ratelimit']) {
    expect(admitted.headers.get(`${prefix}-limit`)).toBe('1');
    expect(admitted.headers.get(`${prefix}-remaining`)).toBe('0');
    expect(Number(admitted.headers.get(`${prefix}-reset`))).toBeGreaterThan(500);
  }
  expect(admitted.headers.has('retry-after')).toBe(false);
  const retryAfter = Number(refused.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(500);
  expect(retryAfter).toBeLessThanOrEqual(600);
  expect(Problem.parse(await refused.json())).toMatchObject({
    code: 'RATE_LIMITED',
    rate_limit: { consumer, route: dispatch, algorithm: 'fixed-window', limit: 1, window_seconds: 600 },
  });
}, 30_000);

test('a consumer has another limit on another route: 60 weather requests in a minute', async () => {
  const { send } = await freshConsumer();

  const weather = await burst(70, () => send('/v1/weather/observations'));
  const other = await send('/v1/stats');

  expect(weather).toEqual({ 200: 60, 429: 10 });
  expect(other.status).toBe(200);
}, 60_000);

test('reading and posting on one path count together', async () => {
  const { consumer, send } = await freshConsumer();
  await setLimit(admin, consumer, dispatch, withinDay('fixed-window', 2));
  const post = () =>
    send(dispatch, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([dispatchEvent(1)]),
    });

  const answers = [await send(dispatch), await post(), await post(), await send(dispatch)];

  expect(answers.map(({ status }) => status)).toEqual([200, 202, 429, 429]);
}, 30_000);

test('a limit that is raised lets the next request through one second later, and one that is lowered stops it', async () => {
  const { consumer, send } = await freshConsumer();
  const statusAfter = async (limit: number): Promise<number> => {
    await setLimit(admin, consumer, dispatch, withinDay('fixed-window', limit));
    await delay(1_000);
    return (await send(dispatch)).status;
  };

  expect([await statusAfter(1), await statusAfter(1), await statusAfter(5), await statusAfter(2)]).toEqual([
    200, 429, 200, 429,
  ]);
}, 30_000);

test('a limit that is removed leaves the consumer with that of everybody else one second later', async () => {
  const { consumer, send } = await freshConsumer();
  await setLimit(admin, consumer, dispatch, withinDay('fixed-window', 1));
  const held = [await send(dispatch), await send(dispatch)].map(({ status }) => status);

  await removeLimit(admin, consumer, dispatch);
  await delay(1_000);
  const after = await send(dispatch);

  expect(held).toEqual([200, 429]);
  expect([after.status, after.headers.get('ratelimit-limit')]).toEqual([200, '100']);
}, 30_000);

test('a revoked key is refused one second later', async () => {
  const { lookup, send } = await freshConsumer();
  const before = await send(dispatch);

  await revokeKey(admin, lookup);
  await delay(1_000);
  const after = await send(dispatch);

  expect([before.status, after.status]).toEqual([200, 401]);
}, 30_000);

test('every refusal is a metric of its consumer and route', async () => {
  const { consumer, send } = await freshConsumer();
  await setLimit(admin, consumer, dispatch, withinDay('fixed-window', 1));
  const { end } = await stack.client.readFunctionLog(0);

  const counts = await burst(50, () => send(dispatch));
  const refusals = async () =>
    (await stack.client.readFunctionLog(end)).entries.filter(
      (entry) => entry['RequestsLimited'] === 1 && entry['consumer'] === consumer && entry['route'] === dispatch,
    );
  // A log line may come a moment after the answer, and so would one too many.
  await readUntil(refusals, (found) => found.length >= 49, 20_000);
  await delay(500);

  expect(counts).toEqual({ 200: 1, 429: 49 });
  expect(await refusals()).toHaveLength(49);
}, 60_000);

test('the commands list, create and revoke keys, and get and set limits', async () => {
  const run = async (...args: readonly string[]) => {
    const { stdout } = await sluice([...args, '--instance', 'test-rate-limit', '--json']);
    return JSON.parse(stdout);
  };
  const lookups = async (): Promise<string[]> =>
    (await run('keys', 'list')).data.map(({ lookup }: { lookup: string }) => lookup);

  const created = await run('keys', 'create', 'partner', '--scopes', 'grid:read');
  const listed = await lookups();
  const revoked = await run('keys', 'revoke', created.data.lookup);
  const set = await run('limits', 'set', 'partner', '/v1/stats', '--limit', '7', '--algorithm', 'sliding-log');
  const limits = await run('limits', 'get', 'partner');
  const removed = await run('limits', 'remove', 'partner', '/v1/stats');
  const { data: left } = await run('limits', 'get', 'partner');
  const refused = await run('keys', 'revoke', created.data.lookup);

  expect(created).toMatchObject({ command: 'keys create', status: 'ok', data: { scopes: ['grid:read'] } });
  expect(listed).toContain(created.data.lookup);
  expect(revoked.data.lookup).toBe(created.data.lookup);
  expect(await lookups()).not.toContain(created.data.lookup);
  expect(limits.data).toContainEqual(set.data);
  expect(limits.data).toHaveLength(LimitedRoute.options.length);
  expect(removed).toMatchObject({ command: 'limits remove', status: 'ok', data: set.data });
  expect(left.map(({ consumer }: { consumer: string }) => consumer)).toEqual(LimitedRoute.options.map(() => '*'));
  expect(refused.error).toMatchObject({ code: 'UNKNOWN_KEY', actions: [expect.stringContaining('keys')] });
}, 60_000);

test('up prints the keys for showing, and each of them opens the API', async () => {
  const { stdout } = await sluice(['up', '--instance', 'test-rate-limit']);
  const printed = [...stdout.matchAll(/^ {2}(\S+) +(slc_\w+)$/gm)].map(([, name = '', key = '']) => ({ name, key }));

  const statuses = await Promise.all(
    printed.map(async ({ name, key }) => {
      const { status } = await fetch(`${stack.client.opened.gatewayUrl}/v1/stats`, { headers: { apikey: key } });
      return [name, status];
    }),
  );
  expect(statuses).toEqual([
    ['admin', 403],
    ['analytics-team', 200],
    ['demo', 200],
    ['ops-team', 200],
    ['partner', 200],
    ['risk-team', 200],
  ]);
}, 60_000);
