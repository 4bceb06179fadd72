import { setTimeout as delay } from 'node:timers/promises';
import { createKey, revokeKey, setLimit } from '../../../lib/cli/client/access-calls.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';

const route = '/v1/market/dispatch';
const requests = 110;
const limit = 100;
/** A limit that was changed holds within a second. */
const settlingMs = 1_100;
const changedLimit = 5;
const laterRequests = 12;

/** 110 requests at once of a consumer that may make 100 a minute, and the limit changed while everything runs. */
export const rateLimits: DemoPart = {
  name: 'limits',
  title: 'A rate limit that is exact, also for 110 requests at once',
  talkingPoints: [
    'The limit is the consumer’s own, counted in one item of DynamoDB, so it holds whatever runs how many times.',
    'A gateway’s own throttle is best effort; this is exactly a hundred, and it can be changed while we speak.',
  ],
  backup: './sluice limits get, and ./sluice limits set',
  run: async ({ client, signal, print }) => {
    const { admin, opened } = client;
    const visitor = await createKey(admin, {
      consumer: `visitor-${crypto.randomUUID().slice(0, 8)}`,
      scopes: ['grid:read'],
    });
    const ask = () => fetch(`${opened.gatewayUrl}${route}?limit=1`, { headers: { apikey: visitor.apiKey }, signal });

    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: requests }, ask));
    const ms = performance.now() - started;
    const admitted = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);
    const [first] = refused;
    const body: unknown = await first?.json();
    print(`   ${requests} requests at once in ${ms.toFixed(0)} ms: ${admitted.length} × 200, ${refused.length} × 429`);
    print(
      `   Retry-After ${first?.headers.get('retry-after')}, RateLimit-Limit ${first?.headers.get('ratelimit-limit')}`,
    );
    print(`   ${JSON.stringify(body)}`);

    const later = await createKey(admin, {
      consumer: `visitor-${crypto.randomUUID().slice(0, 8)}`,
      scopes: ['grid:read'],
    });
    await setLimit(admin, later.consumer, route, { algorithm: 'fixed-window', limit: changedLimit, windowSeconds: 60 });
    await delay(settlingMs, undefined, { signal });
    const after = await Promise.all(
      Array.from({ length: laterRequests }, () =>
        fetch(`${opened.gatewayUrl}${route}?limit=1`, { headers: { 'X-API-Key': later.apiKey }, signal }),
      ),
    );
    const admittedAfter = after.filter(({ status }) => status === 200).length;
    await Promise.all([visitor, later].map(({ lookup }) => revokeKey(admin, lookup)));

    return {
      assertions: [
        {
          title: `of ${requests} requests at once exactly ${limit} are admitted`,
          holds: admitted.length === limit && refused.length === requests - limit,
          detail: `${admitted.length} × 200, ${refused.length} × 429`,
        },
        {
          title: 'each refusal says when to come back',
          holds: refused.every(({ headers }) => Number(headers.get('retry-after')) > 0),
          detail: `Retry-After ${first?.headers.get('retry-after') ?? 'absent'} s`,
        },
        {
          title: `a limit set to ${changedLimit} holds a second later, with nothing deployed`,
          holds: admittedAfter === changedLimit,
          detail: `${admittedAfter} of ${laterRequests} admitted`,
        },
      ],
      measured: { rateLimits: { admitted: admitted.length, refused: refused.length, ms, admittedAfter } },
    };
  },
};
