import type { ExecutionEnvironment } from './execution-environment.ts';

/** All execution environments, and the invocations that wait for one, first come first served. */
export interface EnvironmentPool {
  /** Runs in an environment of this function, which is the run's alone meanwhile. */
  use<Result>(
    functionName: string,
    run: (environment: ExecutionEnvironment, queueMs: number) => Promise<Result>,
  ): Promise<Result>;
  /** Whatever is idle ends now, whatever is busy after its invocation; neither is used again. */
  retire(functionName: string): void;
  /**
   * Starts an environment ahead and then retires those that there were before, whatever came of its init: a failure is answered
   * by the next invocation, as of any cold start. Until then they serve. Where there are none, or no room for one more, nothing
   * is started. A renewal under way is given up for the one that follows.
   */
  renew(functionName: string): Promise<void>;
  giveUpRenewal(functionName: string): void;
  /** Which of these functions have an environment, the one that was used last first. */
  orderByUse(functionNames: readonly string[]): readonly string[];
  /** Rejects what waits for this function, which is gone. */
  rejectWaiting(functionName: string): void;
  status(functionName: string): { environments: number; busy: number; queued: number; pids: number[] };
  close(): Promise<void>;
}
