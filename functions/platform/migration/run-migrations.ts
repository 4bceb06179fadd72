import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runner } from 'node-pg-migrate';
import type { Client } from 'pg';
import { logger } from '../../kit/logger.ts';
import type { Migration } from '../migrations/migration.ts';

/** Of node-pg-migrate's lines those that report trouble. */
const troubleLog = {
  debug: () => {},
  info: () => {},
  warn: (message: string) => logger.warn(message),
  error: (message: string) => logger.error(message),
};

/**
 * Runs the migrations that have not run yet, in their order: all of them or, where one fails, none. Who comes while another is
 * at it waits.
 *
 * @returns the names of those that ran
 */
export const runMigrations = async (client: Client, migrations: readonly Migration[]): Promise<string[]> => {
  // They travel in the bundle; node-pg-migrate reads a folder.
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  try {
    for (const { name, sql } of migrations) await writeFile(join(folder, `${name}.sql`), sql);
    const ran = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsTable: 'schema_migrations',
      advisoryLockMode: 'wait',
      singleTransaction: true,
      logger: troubleLog,
    });
    return ran.map(({ name }) => name);
  } finally {
    await rm(folder, { recursive: true });
  }
};
