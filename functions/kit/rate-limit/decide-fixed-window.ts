import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision } from './decision.ts';

/** A window that begins with its first request. */
export interface FixedWindow {
  readonly startMs: number;
  readonly requests: number;
}

/** Admits at most `limit` requests in a window; the first request after its end begins the next one. */
export const decideFixedWindow = (
  { limit, windowSeconds }: RateLimit,
  window: FixedWindow | undefined,
  nowMs: number,
): Decision<FixedWindow> => {
  const isLive = window !== undefined && nowMs < window.startMs + windowSeconds * 1000;
  const { startMs, requests } = isLive ? window : { startMs: nowMs, requests: 0 };
  const resetMs = startMs + windowSeconds * 1000;

  return requests < limit
    ? { admitted: true, state: { startMs, requests: requests + 1 }, remaining: limit - requests - 1, resetMs }
    : { admitted: false, remaining: 0, resetMs, retryMs: resetMs };
};
