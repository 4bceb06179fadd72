import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LimitItem, limitAddress, type RateLimit } from '../../contracts/rate-limit.ts';
import { type LimitedRoute, routeLimits } from '../../contracts/route-limits.ts';
import type { ConfigReader } from '../config-reader.ts';
import { buildCounter, type Counter, type Verdict } from './counter.ts';
import { fixedWindow } from './fixed-window.ts';
import { slidingLog } from './sliding-log.ts';
import { tokenBucket } from './token-bucket.ts';

/** Keeps each consumer to its limit on each route, over all execution environments together. */
export interface RateLimiter {
  /** Counts one request; the limit it is held to is at most one second old. */
  admit(consumer: string, route: LimitedRoute): Promise<Verdict & { readonly rule: RateLimit }>;
}

/** Cold start only. */
export const buildRateLimiter = (
  client: DynamoDBClient,
  tableName: string,
  config: ConfigReader,
  nowMs: () => number = Date.now,
): RateLimiter => {
  const counters: Readonly<Record<RateLimit['algorithm'], Counter>> = {
    'fixed-window': buildCounter(fixedWindow, { client, tableName, sk: 'fixed-window' }, nowMs),
    'sliding-log': buildCounter(slidingLog, { client, tableName, sk: 'sliding-log' }, nowMs),
    'token-bucket': buildCounter(tokenBucket, { client, tableName, sk: 'token-bucket' }, nowMs),
  };

  return {
    admit: async (consumer, route) => {
      const own = LimitItem.optional().parse(await config.read(limitAddress(consumer, route)));
      const rule = own ?? routeLimits[route];
      return { ...(await counters[rule.algorithm].count(`${consumer}#${route}`, rule)), rule };
    },
  };
};
