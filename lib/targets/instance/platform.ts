import type { Application } from './application.ts';
import type { Engines } from './engines.ts';

/** What a target is made of: its servers, and what makes the application of a template beside them. */
export interface Platform {
  readonly engines: Engines;
  /** Whether data outlives the processes. */
  readonly keepsData: boolean;
  /** What the store needs once it is up, before anything is deployed to it. */
  prepareStore(): Promise<void>;
  /** Opens what can listen before the engines are up; nothing is routed or polled until `apply`. */
  openApplication(): Promise<Application>;
}
