import type { Client } from 'pg';
import { buildTurns } from '../turns.ts';
import { buildConnection } from './connection.ts';
import { parseConnectionSettings } from './connection-settings.ts';
import { DatabaseUnavailableError, toDatabaseError } from './database-errors.ts';
import { type Session, toSession } from './statement.ts';

export interface WorkOptions {
  /** Whether the work may be done once more where the connection broke in it, though all or part of it may have been committed. */
  readonly repeatable: boolean;
}

/** The database on the one connection of this execution environment; works wait for each other. */
export interface Database {
  /** Each statement commits by itself. */
  session<Result>(options: WorkOptions, work: (session: Session) => Promise<Result>): Promise<Result>;
  /** All or nothing (READ COMMITTED). Where the answer to the commit is lost, either is possible. */
  transaction<Result>(options: WorkOptions, work: (session: Session) => Promise<Result>): Promise<Result>;
}

export interface DatabaseOptions {
  /** For how long a server that is away is waited for. */
  readonly connectDeadlineMs?: number;
}

/** Nothing is connected before the first use. Cold start only. */
export const buildDatabase = (
  environment: NodeJS.ProcessEnv,
  { connectDeadlineMs = 5_000 }: DatabaseOptions = {},
): Database => {
  const connection = buildConnection(parseConnectionSettings(environment), connectDeadlineMs);
  const inTurn = buildTurns();

  const attempt = async <Result>(
    { repeatable }: WorkOptions,
    work: (client: Client) => Promise<Result>,
  ): Promise<Result> => {
    const client = await connection.open();
    try {
      return await work(client);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) throw error;
      connection.drop();
      if (!repeatable) throw error;
      return attempt({ repeatable: false }, work);
    }
  };

  return {
    session: (options, work) => inTurn(() => attempt(options, (client) => work(toSession(client)))),
    transaction: (options, work) => inTurn(() => attempt(options, (client) => inTransaction(client, work))),
  };
};

const inTransaction = async <Result>(client: Client, work: (session: Session) => Promise<Result>): Promise<Result> => {
  await command(client, 'BEGIN');
  try {
    const result = await work(toSession(client));
    await command(client, 'COMMIT');
    return result;
  } catch (error) {
    // A connection that cannot even take the work back is broken, which is what the caller has to know.
    if (!(error instanceof DatabaseUnavailableError)) await command(client, 'ROLLBACK');
    throw error;
  }
};

const command = async (client: Client, text: 'BEGIN' | 'COMMIT' | 'ROLLBACK'): Promise<void> => {
  await client.query(text).catch((error: unknown) => {
    throw toDatabaseError(error);
  });
};
