import { Client, type ClientConfig, escapeIdentifier } from 'pg';
import type { Migration } from '../migrations/migration.ts';
import type { DatabaseTarget } from './database-target.ts';
import { ensureUser } from './ensure-user.ts';
import { runMigrations } from './run-migrations.ts';

/** As whom a target is migrated, with what the connection needs beside the address. */
export type SignIn = (target: DatabaseTarget) => Promise<Pick<ClientConfig, 'user' | 'password' | 'ssl'>>;

/** A migration of a large table may take long; to wait for the locks of others may not. */
const limits = { connectionTimeoutMillis: 10_000, lock_timeout: 30_000 };

/**
 * Whatever the migrations make belongs to the application's user, on every target.
 *
 * @returns the names of the migrations that ran
 */
export const migrateDatabase = async (
  target: DatabaseTarget,
  migrations: readonly Migration[],
  signIn: SignIn,
): Promise<string[]> => {
  const { Host: host, Port: port, Name: database, User: user, Authentication: authentication } = target;
  const client = new Client({ ...limits, host, port: Number(port), database, ...(await signIn(target)) });
  // A connection that breaks is reported by the statement that it breaks.
  client.on('error', () => {});
  await client.connect();
  try {
    if (authentication === 'IAM') {
      await ensureUser(client, user, database);
      await client.query(`SET ROLE ${escapeIdentifier(user)}`);
    }
    return await runMigrations(client, migrations);
  } finally {
    await client.end();
  }
};
