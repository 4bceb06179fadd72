import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { limitAddress, type RateLimit } from '../../../../functions/contracts/rate-limit.ts';
import { buildConfigReader, type ConfigReader } from '../../../../functions/kit/config-reader.ts';
import { buildDocumentClient } from '../../../../functions/kit/document-client.ts';
import { decideFixedWindow } from '../../../../functions/kit/rate-limit/decide-fixed-window.ts';
import { decideSlidingLog } from '../../../../functions/kit/rate-limit/decide-sliding-log.ts';
import { decideTokenBucket } from '../../../../functions/kit/rate-limit/decide-token-bucket.ts';
import { buildRateLimiter } from '../../../../functions/kit/rate-limit/rate-limiter.ts';
import { type DynamoDbTables, startDynamoDb } from '../../fixtures/dynamodb-tables.ts';
import { replay, traffic } from './admitted-times.ts';

const route = '/v1/market/dispatch';
const algorithms = ['fixed-window', 'sliding-log', 'token-bucket'] as const;

let dynamoDb: DynamoDbTables;
let tables: { config: string; limits: string };
beforeAll(async () => {
  dynamoDb = await startDynamoDb();
  const [config, limits] = await Promise.all([dynamoDb.create(), dynamoDb.create()]);
  tables = { config, limits };
  // A store that has just started can take seconds for its first hundred calls, and what is answered after 3 s is counted again.
  using environment = openEnvironment();
  await Promise.all(Array.from({ length: 110 }, () => environment.admit(freshConsumer())));
}, 60_000);
afterAll(() => dynamoDb[Symbol.asyncDispose]());

/** A limiter with a memory and a connection of its own, as each execution environment has; it counts its writes. */
const openEnvironment = (nowMs: () => number = Date.now, config?: ConfigReader) => {
  const client = buildDocumentClient();
  let writes = 0;
  client.middlewareStack.add(
    (next, context) => (args) => {
      if (context['commandName'] === 'UpdateItemCommand') writes += 1;
      return next(args);
    },
    { step: 'initialize' },
  );
  const limiter = buildRateLimiter(
    client,
    tables.limits,
    config ?? buildConfigReader(client, tables.config, nowMs),
    nowMs,
  );
  return {
    writes: () => writes,
    admit: (consumer: string) => limiter.admit(consumer, route),
    [Symbol.dispose]: () => client.destroy(),
  };
};

const freshConsumer = (): string => `consumer-${randomUUID()}`;
const setLimit = (consumer: string, rule: Partial<RateLimit>) =>
  dynamoDb.client.send(
    new PutCommand({
      TableName: tables.config,
      Item: { ...limitAddress(consumer, route), algorithm: 'fixed-window', limit: 100, windowSeconds: 60, ...rule },
    }),
  );

describe.each(algorithms)('%s', (algorithm) => {
  test('admits exactly 100 of 110 concurrent requests of a fresh consumer, twenty times in a row', async () => {
    // A bucket gets tokens back while the run lasts: there the clock stands still.
    const startedMs = Date.now();
    const nowMs = algorithm === 'token-bucket' ? () => startedMs : Date.now;
    const rule = { read: async () => ({ ...limitAddress('any', route), algorithm, limit: 100, windowSeconds: 60 }) };
    const environments = Array.from({ length: 5 }, () => openEnvironment(nowMs, rule));
    const outcomes: number[][] = [];

    for (let run = 0; run < 20; run++) {
      const consumer = freshConsumer();
      const verdicts = await Promise.all(
        Array.from({ length: 22 }, () => environments.map((environment) => environment.admit(consumer))).flat(),
      );
      outcomes.push([true, false].map((admitted) => verdicts.filter((each) => each.admitted === admitted).length));
    }
    for (const environment of environments) environment[Symbol.dispose]();

    expect(outcomes).toEqual(Array(20).fill([100, 10]));
  }, 120_000);

  test('decides over all execution environments as if there was one', async () => {
    const decide = {
      'fixed-window': decideFixedWindow,
      'sliding-log': decideSlidingLog,
      'token-bucket': decideTokenBucket,
    };
    let nowMs = 0;
    const environments = Array.from({ length: 3 }, () => openEnvironment(() => nowMs));

    await fc.assert(
      fc.asyncProperty(traffic(algorithm), fc.infiniteStream(fc.nat(2)), async ({ rule, times }, choices) => {
        const consumer = freshConsumer();
        await setLimit(consumer, rule);

        const admitted: number[] = [];
        for (const time of times) {
          nowMs = time;
          const { admitted: isAdmitted } = (await environments[choices.next().value ?? 0]?.admit(consumer)) ?? {};
          if (isAdmitted) admitted.push(time);
        }

        const alone = (known: never, now: number) => decide[algorithm](rule, known, now);
        expect(admitted).toEqual(
          replay((_rule, known, now) => alone(known as never, now) as never, rule, times).admitted,
        );
      }),
      { numRuns: 25 },
    );
    for (const environment of environments) environment[Symbol.dispose]();
  }, 120_000);

  test('a flood of a blocked consumer costs no writes until the limit lets the next request through', async () => {
    let nowMs = Date.now();
    using environment = openEnvironment(() => nowMs);
    const consumer = freshConsumer();
    await setLimit(consumer, { algorithm, limit: 5 });
    for (let request = 0; request < 5; request++) await environment.admit(consumer);
    const writesOfAdmitted = environment.writes();

    const flood = await Promise.all(Array.from({ length: 1_000 }, () => environment.admit(consumer)));
    const writesOfFlood = environment.writes() - writesOfAdmitted;
    const [refusal] = flood;
    nowMs = refusal?.admitted === false ? refusal.retryMs : nowMs;
    const afterwards = await environment.admit(consumer);

    expect(writesOfAdmitted).toBe(5);
    expect(flood.filter(({ admitted }) => admitted)).toEqual([]);
    expect(writesOfFlood).toBe(0);
    expect(afterwards.admitted).toBe(true);
  });

  test('another environment learns by one write that a consumer is blocked', async () => {
    const nowMs = Date.now();
    using first = openEnvironment(() => nowMs);
    using second = openEnvironment(() => nowMs);
    const consumer = freshConsumer();
    await setLimit(consumer, { algorithm, limit: 3 });
    for (let request = 0; request < 3; request++) await first.admit(consumer);

    for (let request = 0; request < 10; request++) {
      expect(await second.admit(consumer)).toMatchObject({ admitted: false, remaining: 0 });
    }

    expect(second.writes()).toBe(1);
  });

  test('tells what is left, request by request', async () => {
    const nowMs = Date.now();
    using environment = openEnvironment(() => nowMs);
    const consumer = freshConsumer();
    await setLimit(consumer, { algorithm, limit: 3 });

    const verdicts = [];
    for (let request = 0; request < 4; request++) verdicts.push(await environment.admit(consumer));

    expect(verdicts.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0]);
    expect(verdicts.at(-1)?.resetMs).toBe(nowMs + 60_000);
  });

  test('a limit that is raised holds one second later, with what was counted before', async () => {
    let nowMs = Date.now();
    using environment = openEnvironment(() => nowMs);
    const consumer = freshConsumer();
    const admit = async (requests: number): Promise<number> => {
      const verdicts = [];
      for (let request = 0; request < requests; request++) verdicts.push(await environment.admit(consumer));
      return verdicts.filter(({ admitted }) => admitted).length;
    };

    await setLimit(consumer, { algorithm, limit: 2, windowSeconds: 3_600 });
    expect(await admit(5)).toBe(2);
    await setLimit(consumer, { algorithm, limit: 6, windowSeconds: 3_600 });
    expect(await admit(5)).toBe(0);
    nowMs += 1_000;
    expect(await admit(6)).toBe(algorithm === 'token-bucket' ? 0 : 4);
  });
});

test('a consumer without a limit of its own has that of the route, and another consumer has another count', async () => {
  using environment = openEnvironment();
  const [one, other] = [freshConsumer(), freshConsumer()];
  for (let request = 0; request < 100; request++) await environment.admit(one);

  expect(await environment.admit(one)).toMatchObject({ admitted: false, rule: { limit: 100, windowSeconds: 60 } });
  expect(await environment.admit(other)).toMatchObject({ admitted: true, remaining: 99 });
}, 20_000);

test('answers 503 where the counters cannot be reached, and admits nothing', async () => {
  const client = buildDocumentClient();
  const limiter = buildRateLimiter(client, 'no-such-table', buildConfigReader(client, tables.config));

  await expect(limiter.admit(freshConsumer(), route)).rejects.toMatchObject({
    code: 'LIMITER_UNAVAILABLE',
    status: 503,
    retryable: true,
  });
  client.destroy();
});

test('a sliding log under a flood from five execution environments never admits more than its limit in any second', async () => {
  const consumer = freshConsumer();
  await setLimit(consumer, { algorithm: 'sliding-log', limit: 20, windowSeconds: 1 });
  const admitted: number[] = [];
  const endMs = Date.now() + 4_000;

  await Promise.all(
    Array.from({ length: 5 }, async () => {
      let askedMs = 0;
      using environment = openEnvironment(() => {
        askedMs = Date.now();
        return askedMs;
      });
      while (Date.now() < endMs) {
        if ((await environment.admit(consumer)).admitted) admitted.push(askedMs);
        await delay(1);
      }
    }),
  );

  const times = admitted.toSorted((left, right) => left - right);
  for (const [index, time] of times.entries()) {
    expect((times[index + 20] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(1_000);
  }
  expect(times.length).toBeGreaterThanOrEqual(60);
}, 30_000);
