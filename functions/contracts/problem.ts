import { z } from 'zod';

/** What is wrong with one item of a request. */
export const ItemError = z.strictObject({
  /** Position in the posted array; 0 for a single object. */
  index: z.int().min(0),
  /** Where in the item, e.g. `value_mw`; empty for the item as a whole. */
  path: z.string(),
  message: z.string(),
  fix: z.string(),
});
export type ItemError = z.infer<typeof ItemError>;

/** The limit that a refused request ran into. */
export const ReachedLimit = z.strictObject({
  consumer: z.string(),
  route: z.string(),
  algorithm: z.string(),
  limit: z.int(),
  window_seconds: z.int(),
  /** In how many seconds the limit is whole again. */
  reset: z.int(),
});
export type ReachedLimit = z.infer<typeof ReachedLimit>;

/** The body of every error answer: problem details (RFC 9457), content type `application/problem+json`. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable and upper-case with underscores: clients match on it. */
  code: z.string(),
  /** Whether the same request may succeed later. */
  retryable: z.boolean(),
  /** What the client can do, most likely first. */
  actions: z.array(z.string()),
  correlation_id: z.string(),
  errors: z.array(ItemError).optional(),
  rate_limit: ReachedLimit.optional(),
});
export type Problem = z.infer<typeof Problem>;
