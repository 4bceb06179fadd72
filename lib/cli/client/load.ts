import type { SluiceClient } from './sluice-client.ts';

/** What one request of a load carries and how it is sent. */
export interface LoadRun {
  /** Sends the nth request; true where the application acknowledged it in full. Never rejects. */
  send(index: number): Promise<boolean>;
  /** How many events have been acknowledged so far. */
  acknowledged(): number;
  /** Writes the acknowledged ids into the ledger. */
  record(): Promise<void>;
}

/** The load of a flow. */
export interface Load {
  readonly flow: string;
  prepare(client: SluiceClient, options: { readonly eventsPerRequest: number }): Promise<LoadRun>;
}
