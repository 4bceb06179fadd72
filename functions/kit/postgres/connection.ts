import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { within } from '../within.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import { DatabaseUnavailableError, toDatabaseError } from './database-errors.ts';

/** The one connection of an execution environment, made at its first use and again whenever it is found broken. */
export interface Connection {
  /** A connection that answered within the last second. */
  open(): Promise<Client>;
  /** Ends the connection without a word to the server, which rolls back what was not committed. */
  drop(): void;
}

const probeAfterIdleMs = 1_000;
const probeTimeoutMs = 1_000;
const pauseMs = 100;

/** Where the server is away, connecting is tried again for `deadlineMs`: a restart is not yet a failure. Cold start only. */
export const buildConnection = (settings: ConnectionSettings, deadlineMs: number): Connection => {
  let current: { readonly client: Client; usedMs: number } | undefined;

  const drop = (): void => {
    const dropped = current?.client;
    current = undefined;
    dropped?.end().catch(() => undefined);
  };

  const connect = async (): Promise<Client> => {
    const client = new Client(await settings());
    // A broken idle connection says so here; without a listener the process would end.
    client.on('error', () => {
      if (current?.client === client) current = undefined;
    });
    try {
      await client.connect();
    } catch (error) {
      client.end().catch(() => undefined);
      throw toDatabaseError(error);
    }
    return client;
  };

  const connectWithin = async (endMs: number): Promise<Client> => {
    while (true) {
      try {
        return await connect();
      } catch (error) {
        if (!(error instanceof DatabaseUnavailableError) || Date.now() + pauseMs > endMs) throw error;
        await pause(pauseMs);
      }
    }
  };

  const answers = async (client: Client): Promise<boolean> => {
    try {
      await within(probeTimeoutMs, client.query('SELECT 1'));
      return true;
    } catch {
      return false;
    }
  };

  return {
    drop,
    open: async () => {
      // After a freeze the server may have closed the connection long ago.
      if (current !== undefined && Date.now() - current.usedMs > probeAfterIdleMs && !(await answers(current.client)))
        drop();
      current ??= { client: await connectWithin(Date.now() + deadlineMs), usedMs: 0 };
      current.usedMs = Date.now();
      return current.client;
    },
  };
};
