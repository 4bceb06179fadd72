import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision, Standing } from './decision.ts';

/** A window that began with its first request. */
export interface FixedWindow {
  readonly startMs: number;
  readonly requests: number;
}

/** Admits at most `limit` requests in a window; the first request after its end begins the next one. */
export const decideFixedWindow = (
  rule: RateLimit,
  window: FixedWindow | undefined,
  nowMs: number,
): Decision<FixedWindow> => {
  if (window === undefined || nowMs >= endOf(rule, window)) {
    return { admitted: true, state: { startMs: nowMs, requests: 1 } };
  }
  return window.requests < rule.limit
    ? { admitted: true, state: { ...window, requests: window.requests + 1 } }
    : { admitted: false, retryMs: endOf(rule, window), resetMs: endOf(rule, window) };
};

export const standInFixedWindow = (rule: RateLimit, window: FixedWindow): Standing => ({
  remaining: Math.max(rule.limit - window.requests, 0),
  resetMs: endOf(rule, window),
});

const endOf = ({ windowSeconds }: RateLimit, { startMs }: FixedWindow): number => startMs + windowSeconds * 1000;
