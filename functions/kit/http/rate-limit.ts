import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import type { LimitedRoute } from '../../contracts/route-limits.ts';
import { metrics } from '../metrics.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { ApiResponse, KeyedRequest } from './api-request.ts';
import { RateLimitedError } from './rate-limited-error.ts';

/**
 * Lets a consumer's requests pass up to its limit on the route, and answers the rest 429. Every answer tells in RateLimit
 * headers what is left, and in how many seconds it is whole again (the IETF's draft, and the X- forms of older clients).
 */
export const rateLimit = (
  limiter: RateLimiter,
  route: LimitedRoute,
  nowMs: () => number = Date.now,
): MiddlewareObj<KeyedRequest, ApiResponse> => ({
  before: async ({ event }) => {
    const { consumer } = event;
    const { rule, ...verdict } = await limiter.admit(consumer, route);
    const secondsUntil = (timeMs: number): number => Math.max(Math.ceil((timeMs - nowMs()) / 1000), 1);
    const reset = secondsUntil(verdict.resetMs);
    for (const prefix of ['RateLimit', 'X-RateLimit']) {
      event.answerHeaders[`${prefix}-Limit`] = String(rule.limit);
      event.answerHeaders[`${prefix}-Remaining`] = String(verdict.remaining);
      event.answerHeaders[`${prefix}-Reset`] = String(reset);
    }
    if (verdict.admitted) return;

    const retryAfterSeconds = secondsUntil(verdict.retryMs);
    event.answerHeaders['Retry-After'] = String(retryAfterSeconds);
    const limited = metrics.singleMetric();
    limited.addDimensions({ consumer, route });
    limited.addMetric('RequestsLimited', MetricUnit.Count, 1);
    const { algorithm, limit, windowSeconds } = rule;
    throw new RateLimitedError(
      { consumer, route, algorithm, limit, window_seconds: windowSeconds, reset },
      retryAfterSeconds,
    );
  },
});
