import type { EngineCrash } from '../../engines/engine.ts';
import type { Log } from '../../foundation/log.ts';
import type { Step } from '../target.ts';
import type { Application } from './application.ts';
import type { Engines } from './engines.ts';
import type { Instance } from './instance.ts';
import type { InstanceStateStore } from './instance-state.ts';

/** What a target is made of: its servers, and what makes the application of a template beside them. */
export interface Platform {
  readonly engines: Engines;
  /** Whether data outlives the processes. */
  readonly keepsData: boolean;
  /** Opens what can listen before the engines are up; nothing is routed or polled until `apply`. */
  openApplication(): Promise<Application>;
}

export interface PlatformOptions {
  readonly instance: Instance;
  readonly state: InstanceStateStore;
  readonly log: Log;
  readonly report: (step: Step) => void;
  /** Aborted where the start is given up. */
  readonly signal: AbortSignal;
  /** An engine ended, and with it what starting it again would not bring back. */
  readonly onLost: (crash: EngineCrash) => void;
}

/** What the runner calls itself where AWS would name an account; no real account is ever asked. */
export const accountId = '000000000000';
export const region = 'us-east-1';
