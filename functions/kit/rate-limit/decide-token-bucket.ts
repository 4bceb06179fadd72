import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision } from './decision.ts';

/** A bucket told by the one time at which it is full again: whole microseconds, so that sums are exact. */
export interface TokenBucket {
  readonly fullAtMicros: number;
}

/** How long a token takes to come back: rounded up, so that never more than the limit come back in a window. */
export const tokenMicros = ({ limit, windowSeconds }: RateLimit): number =>
  Math.ceil((windowSeconds * 1_000_000) / limit);

/**
 * Admits a request for a token. The bucket holds `limit` of them and gets them back evenly over the window, so a burst of
 * `limit` is admitted at once, and one that takes longer gets the tokens that came back meanwhile on top: up to twice the
 * limit in a window. This is the generic cell rate algorithm (ITU-T I.371).
 */
export const decideTokenBucket = (
  rule: RateLimit,
  bucket: TokenBucket | undefined,
  nowMs: number,
): Decision<TokenBucket> => {
  const nowMicros = nowMs * 1000;
  const token = tokenMicros(rule);
  const fullAtMicros = Math.max(bucket?.fullAtMicros ?? 0, nowMicros);
  const tokens = Math.max(rule.limit - Math.ceil((fullAtMicros - nowMicros) / token), 0);

  return tokens > 0
    ? {
        admitted: true,
        state: { fullAtMicros: fullAtMicros + token },
        remaining: tokens - 1,
        resetMs: Math.ceil((fullAtMicros + token) / 1000),
      }
    : {
        admitted: false,
        remaining: 0,
        resetMs: Math.ceil(fullAtMicros / 1000),
        retryMs: Math.ceil((fullAtMicros - (rule.limit - 1) * token) / 1000),
      };
};
