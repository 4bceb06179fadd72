import { z } from 'zod';

/** A sliding log keeps up to twice its limit of times in one item, and DynamoDB charges a write by the kilobyte. */
const longestLog = 1_000;

/** How many requests a consumer may make on a route, and how they are counted. */
export const RateLimit = z
  .strictObject({
    algorithm: z.enum(['fixed-window', 'sliding-log', 'token-bucket']).default('fixed-window'),
    /** At most 60,000: one counter takes 1,000 writes a second (DynamoDB, partition throughput). */
    limit: z.int().min(1).max(60_000),
    windowSeconds: z.int().min(1).max(86_400).default(60),
  })
  .refine(({ algorithm, limit }) => algorithm !== 'sliding-log' || limit <= longestLog, {
    path: ['limit'],
    error: 'Too high for a sliding log',
    params: { fix: `Give limit at most ${longestLog}, or take another algorithm` },
  });
export type RateLimit = z.infer<typeof RateLimit>;

/** Where the config table keeps the limit of one consumer on one route. */
export const limitAddress = (consumer: string, route: string) => ({ pk: 'limit' as const, sk: `${consumer}#${route}` });

/** A consumer's own limit as the config table keeps it, under `limit` / `<consumer>#<route>`. */
export const LimitItem = z.object({ pk: z.literal('limit'), sk: z.string(), ...RateLimit.shape });
export type LimitItem = z.infer<typeof LimitItem>;
