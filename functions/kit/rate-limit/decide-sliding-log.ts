import type { RateLimit } from '../../contracts/rate-limit.ts';
import type { Decision, Standing } from './decision.ts';

/**
 * The times of admitted requests in two lists, so that many writers can append without knowing what the others append:
 * only the current list grows, and when its oldest time has expired it becomes the previous one.
 */
export interface SlidingLog {
  /** Rises whenever the lists change places. */
  readonly generation: number;
  readonly previousMs: readonly number[];
  readonly currentMs: readonly number[];
}

/** Admits a request where fewer than `limit` were admitted in the window before it: exact in every window. */
export const decideSlidingLog = (rule: RateLimit, log: SlidingLog | undefined, nowMs: number): Decision<SlidingLog> => {
  if (log === undefined) return { admitted: true, state: { generation: nowMs, previousMs: [], currentMs: [nowMs] } };

  // All but limit - 1 of the live times have to expire: after a lowered limit they can be many.
  const hinderingMs = liveTimes(rule, log, nowMs).at(-rule.limit);
  if (hinderingMs !== undefined) {
    const { resetMs } = standInSlidingLog(rule, log, nowMs);
    return { admitted: false, retryMs: hinderingMs + rule.windowSeconds * 1000, resetMs };
  }

  const isOver = (timeMs: number): boolean => hasExpired(rule, timeMs, nowMs);
  return {
    admitted: true,
    state:
      log.previousMs.every(isOver) && log.currentMs.some(isOver)
        ? { generation: Math.max(nowMs, log.generation + 1), previousMs: log.currentMs, currentMs: [nowMs] }
        : { ...log, currentMs: [...log.currentMs, nowMs] },
  };
};

export const standInSlidingLog = (rule: RateLimit, log: SlidingLog, nowMs: number): Standing => {
  const live = liveTimes(rule, log, nowMs);
  return {
    remaining: Math.max(rule.limit - live.length, 0),
    resetMs: (live.at(-1) ?? nowMs) + rule.windowSeconds * 1000,
  };
};

/** Whether a time no longer counts. */
export const hasExpired = ({ windowSeconds }: RateLimit, timeMs: number, nowMs: number): boolean =>
  timeMs <= nowMs - windowSeconds * 1000;

const liveTimes = (rule: RateLimit, { previousMs, currentMs }: SlidingLog, nowMs: number): number[] =>
  [...previousMs, ...currentMs].filter((timeMs) => !hasExpired(rule, timeMs, nowMs)).toSorted((a, b) => a - b);
