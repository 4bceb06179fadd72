import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The file that DynamoDB Local opens with `-sharedDb`. */
const fileName = 'shared-local-instance.db';

/**
 * Makes the empty database before DynamoDB Local does, with a write-ahead log, which the file itself remembers: a commit
 * is then one append instead of a journal created, synchronised and deleted (sqlite.org/wal.html).
 */
export const provideDatabase = async (directory: string): Promise<void> => {
  await mkdir(directory, { recursive: true });
  const file = join(directory, fileName);
  if (existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.close();
};
