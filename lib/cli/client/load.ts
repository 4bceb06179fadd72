import type { LoadPhase } from '../../measure/open-loop.ts';
import type { SluiceClient } from './sluice-client.ts';

/** What the data say of a load. */
export interface LoadVerdict {
  /** The whole of it, for `--json`. */
  readonly verification: { readonly holds: boolean };
  /** For people. */
  readonly line: string;
}

/** A stretch of a load, and what it is held to on this target. */
export interface BoundedPhase extends LoadPhase {
  /** Within how many milliseconds 99 of 100 answers come, where the command says nothing else. */
  readonly p99LimitMs?: number;
}

/** What the requests of a load carry and how they are sent. */
export interface LoadRun {
  /** A request of a phase succeeded where the application acknowledged it in full. */
  readonly phases: readonly [BoundedPhase, ...BoundedPhase[]];
  /** How many events have been acknowledged so far. */
  acknowledged(): number;
  /** Writes the acknowledged ids into the ledger, once; where the data were removed meanwhile, they are forgotten with them. */
  record(): Promise<void>;
  /** Judges by the data, once it holds or the time is up. */
  verify(timeoutMs: number): Promise<LoadVerdict>;
}

export interface LoadOptions {
  readonly ratePerSecond: number;
  readonly durationMs: number;
  /** Left out, what the flow finds fit. */
  readonly eventsPerRequest: number | undefined;
}

/** The load of a flow. */
export interface Load {
  readonly flow: string;
  prepare(client: SluiceClient, options: LoadOptions): Promise<LoadRun>;
}
