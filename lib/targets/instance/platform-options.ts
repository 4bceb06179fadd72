import type { EngineCrash } from '../../engines/engine.ts';
import type { Log } from '../../foundation/log.ts';
import type { Step } from '../target.ts';
import type { Instance } from './instance.ts';
import type { InstanceStateStore } from './instance-state.ts';

/** What a supervisor gives to the platform of its target. */
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
