import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision } from './decision.ts';

/**
 * The times of admitted requests in two lists, so that many writers can append to one of them without knowing what the
 * others append: only the current list grows, and once its oldest time has expired it becomes the previous one.
 */
export interface SlidingLog {
  /** Another number for every exchange of the lists. */
  readonly generation: number;
  readonly previousMs: readonly number[];
  readonly currentMs: readonly number[];
}

/** Admits a request when fewer than `limit` were admitted in the `windowSeconds` before it: exact in every window. */
export const decideSlidingLog = (
  { limit, windowSeconds }: RateLimit,
  log: SlidingLog | undefined,
  nowMs: number,
): Decision<SlidingLog> => {
  const windowMs = windowSeconds * 1000;
  const isLive = (timeMs: number): boolean => timeMs > nowMs - windowMs;
  const live = [...(log?.previousMs ?? []), ...(log?.currentMs ?? [])].filter(isLive).toSorted((a, b) => a - b);

  if (live.length >= limit) {
    return {
      admitted: false,
      remaining: 0,
      resetMs: (live.at(-1) ?? nowMs) + windowMs,
      // More than `limit` are live where the limit was lowered: all but limit - 1 have to expire.
      retryMs: (live[live.length - limit] ?? nowMs) + windowMs,
    };
  }
  return {
    admitted: true,
    state: append(log, nowMs, isLive),
    remaining: limit - live.length - 1,
    resetMs: nowMs + windowMs,
  };
};

const append = (log: SlidingLog | undefined, nowMs: number, isLive: (timeMs: number) => boolean): SlidingLog => {
  if (log === undefined) return { generation: nowMs, previousMs: [], currentMs: [nowMs] };
  const isOver = !log.previousMs.some(isLive) && !log.currentMs.every(isLive);
  return isOver
    ? { generation: Math.max(nowMs, log.generation + 1), previousMs: log.currentMs, currentMs: [nowMs] }
    : { ...log, currentMs: [...log.currentMs, nowMs] };
};
