import type { InstanceStatus } from './instance/instance-status.ts';

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
}

/** A place where the application lives. */
export interface Target {
  /** Brings the application up, or applies what has changed where it is up. Aborting leaves nothing running. */
  up(report: (step: Step) => void, signal: AbortSignal): Promise<InstanceStatus>;
  /** From now on saved code and templates are taken over by the running application. */
  watch(): Promise<void>;
  /** Ends every process; data is kept. */
  down(): Promise<DownReport>;
  /** Ends every process and removes the data. */
  reset(): Promise<DownReport>;
  status(): Promise<InstanceStatus>;
}
