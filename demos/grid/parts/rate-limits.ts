import { setTimeout as delay } from 'node:timers/promises';
import type { CreatedKey } from '../../../functions/contracts/admin/key.ts';
import { createKey, listLimits, removeLimit, revokeKey, setLimit } from '../../../lib/cli/client/access-calls.ts';
import type { AdminAccess } from '../../../lib/cli/client/admin-request.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';

const route = '/v1/market/dispatch';
const requests = 110;
const limit = 100;
/** A limit that was changed holds within a second. */
const settlingMs = 1_100;
const changedLimit = 5;
const laterRequests = 12;
const visitorPrefix = 'visitor-';

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
    const limitsBefore = await listLimits(admin);
    const visitor = await createVisitor(admin);
    const ask = () => fetch(`${opened.gatewayUrl}${route}?limit=1`, { headers: { apikey: visitor.apiKey }, signal });

    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: requests }, ask)).finally(() =>
      revokeKey(admin, visitor.lookup),
    );
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

    const admittedAfter = await countAdmitted(admin, (apiKey) =>
      fetch(`${opened.gatewayUrl}${route}?limit=1`, { headers: { 'X-API-Key': apiKey }, signal }),
    );
    const left = (await listLimits(admin)).length - limitsBefore.length;

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
        {
          title: 'no limit of a visitor is left behind',
          holds: left === 0,
          detail: `${left} left`,
        },
      ],
      measured: { rateLimits: { admitted: admitted.length, refused: refused.length, ms, admittedAfter } },
    };
  },
};

const createVisitor = (admin: AdminAccess): Promise<CreatedKey> =>
  createKey(admin, { consumer: `${visitorPrefix}${crypto.randomUUID().slice(0, 8)}`, scopes: ['grid:read'] });

/** How many of some requests at once pass of a visitor whose limit was just set; key and limit are gone afterwards. */
const countAdmitted = async (admin: AdminAccess, ask: (apiKey: string) => Promise<Response>): Promise<number> => {
  const { consumer, apiKey, lookup } = await createVisitor(admin);
  try {
    await setLimit(admin, consumer, route, { algorithm: 'fixed-window', limit: changedLimit, windowSeconds: 60 });
    try {
      await delay(settlingMs);
      const answers = await Promise.all(Array.from({ length: laterRequests }, () => ask(apiKey)));
      return answers.filter(({ status }) => status === 200).length;
    } finally {
      await removeLimit(admin, consumer, route);
    }
  } finally {
    await revokeKey(admin, lookup);
  }
};
