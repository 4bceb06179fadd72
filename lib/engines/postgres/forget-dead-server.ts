import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '../has-code.ts';

/**
 * Lets Postgres start where its lock file names a process that is certainly not its own any more: one that nobody has
 * collected, or a later one with the same number. A lock of its parent's it takes for a stale one, and still refuses to start
 * while a backend of the dead server holds the shared memory; so the parent's number is put there.
 *
 * To be called only when no server works on the cluster.
 */
export const forgetDeadServer = async (cluster: string): Promise<void> => {
  const file = join(cluster, 'postmaster.pid');
  try {
    const [, ...rest] = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, [String(process.pid), ...rest].join('\n'));
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
};
