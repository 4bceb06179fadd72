import type { InstanceStatus } from './instance/instance-status.ts';
import type { TargetName } from './target-name.ts';

/** A step on the way up, as it is finished. */
export interface Step {
  readonly text: string;
  readonly ms: number;
}

export interface DownReport {
  /** False where nothing was running: taking down what is down is no error. */
  readonly wasRunning: boolean;
  /** Processes of a dead supervisor that had to be ended. */
  readonly reaped: number;
  /** False where it was in a LocalStack that ended too. */
  readonly keepsData: boolean;
}

/** A place where the application lives. */
export interface Target {
  /**
   * Brings the application up, or applies what has changed where it is up. Aborting leaves nothing running.
   *
   * @param wanted the instance's own where it is left out; `local` for a new one
   */
  up(report: (step: Step) => void, signal: AbortSignal, wanted?: TargetName): Promise<InstanceStatus>;
  /** From now on saved code and templates are taken over by the running application. */
  watch(): Promise<void>;
  /** Ends every process; data is kept, but for a LocalStack's. */
  down(): Promise<DownReport>;
  /** Ends every process and removes the data. */
  reset(): Promise<DownReport>;
  status(): Promise<InstanceStatus>;
}
