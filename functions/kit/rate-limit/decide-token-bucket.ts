import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision, Standing } from './decision.ts';

/** A bucket told by the one time at which it is full again: whole microseconds, so that sums are exact. */
export interface TokenBucket {
  readonly fullAtMicros: number;
}

/** How long a token takes to come back: rounded up, so that never more than `limit` come back in a window. */
export const tokenMicros = ({ limit, windowSeconds }: RateLimit): number =>
  Math.ceil((windowSeconds * 1_000_000) / limit);

/**
 * Admits a request for a token. The bucket holds `limit` tokens and gets them back evenly over the window. So `limit`
 * requests are admitted at once, and a slower run gets what came back meanwhile on top: up to twice `limit` in a window.
 * It is the generic cell rate algorithm (ITU-T I.371).
 */
export const decideTokenBucket = (
  rule: RateLimit,
  bucket: TokenBucket | undefined,
  nowMs: number,
): Decision<TokenBucket> => {
  const token = tokenMicros(rule);
  const fullAtMicros = Math.max(bucket?.fullAtMicros ?? 0, nowMs * 1000);
  const oneTokenAtMicros = fullAtMicros - (rule.limit - 1) * token;
  return oneTokenAtMicros <= nowMs * 1000
    ? { admitted: true, state: { fullAtMicros: fullAtMicros + token } }
    : {
        admitted: false,
        retryMs: Math.ceil(oneTokenAtMicros / 1000),
        resetMs: Math.ceil(fullAtMicros / 1000),
      };
};

export const standInTokenBucket = (rule: RateLimit, { fullAtMicros }: TokenBucket, nowMs: number): Standing => ({
  remaining: Math.max(rule.limit - Math.ceil(Math.max(fullAtMicros - nowMs * 1000, 0) / tokenMicros(rule)), 0),
  resetMs: Math.ceil(fullAtMicros / 1000),
});
