import type { PlacedEnvironment } from './decide-placement.ts';

/** How long an environment may be idle, monotonic milliseconds. */
export interface IdleLimits {
  /** Of a function that has others which were used later. */
  readonly spareMs: number;
  /** Of a function's last one. */
  readonly lastMs: number;
}

/** The environments that have been idle for too long, as AWS reclaims them too: what a burst started ends after it. */
export const decideRetirement = <Environment extends PlacedEnvironment>(
  environments: readonly Environment[],
  limits: IdleLimits,
  nowMs: number,
): Environment[] => {
  const newest = new Map<string, number>();
  for (const { functionName, busy, lastUsedAt } of environments) {
    const used = busy ? Number.POSITIVE_INFINITY : lastUsedAt;
    newest.set(functionName, Math.max(newest.get(functionName) ?? 0, used));
  }
  return environments.filter(({ functionName, busy, lastUsedAt }) => {
    if (busy) return false;
    const isLast = newest.get(functionName) === lastUsedAt;
    return nowMs - lastUsedAt > (isLast ? limits.lastMs : limits.spareMs);
  });
};
