import type { HostLimits } from './host-limits.ts';

/** What a decision needs to know of an environment. */
export interface PlacedEnvironment {
  readonly functionName: string;
  readonly busy: boolean;
  /** Runs outdated code or configuration: it finishes its invocation and gets no other. */
  readonly retiring: boolean;
  /** Monotonic milliseconds. */
  readonly lastUsedAt: number;
}

export type Placement<Environment> =
  | { readonly kind: 'use'; readonly environment: Environment }
  | { readonly kind: 'start' }
  | { readonly kind: 'evict-and-start'; readonly evicted: Environment }
  | { readonly kind: 'wait' };

/**
 * Where the next invocation of a function runs: in its idle environment that was used last, so that the others grow old; else in a
 * new one, for which the idle environment of another function that was used longest ago has to go where there are too many.
 */
export const decidePlacement = <Environment extends PlacedEnvironment>(
  functionName: string,
  environments: readonly Environment[],
  limits: HostLimits,
): Placement<Environment> => {
  const idle = environments.filter((each) => !each.busy && !each.retiring);
  const own = idle.filter((each) => each.functionName === functionName);
  const warmest = own.toSorted((a, b) => b.lastUsedAt - a.lastUsedAt)[0];
  if (warmest) return { kind: 'use', environment: warmest };

  const current = environments.filter((each) => each.functionName === functionName && !each.retiring);
  if (current.length >= limits.environmentsPerFunction) return { kind: 'wait' };
  if (environments.length < limits.environments) return { kind: 'start' };

  const evicted = idle.toSorted((a, b) => a.lastUsedAt - b.lastUsedAt)[0];
  return evicted ? { kind: 'evict-and-start', evicted } : { kind: 'wait' };
};
