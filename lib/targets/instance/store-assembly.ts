import { access, mkdir, mkdtemp, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredAssembly {
  readonly directory: string;
  /** True where it was there already. */
  readonly reused: boolean;
}

/**
 * The assembly of these inputs, written once for all instances: half of a synthesis into an empty folder is copying every function's
 * code there. It appears under its name only when it is whole, so that instances may write it at the same time.
 */
export const storeAssembly = async (
  storeDirectory: string,
  digest: string,
  write: (directory: string) => Promise<void>,
): Promise<StoredAssembly> => {
  const directory = join(storeDirectory, digest);
  if (await exists(directory)) {
    // What was used last is pruned last.
    const now = new Date();
    await utimes(directory, now, now);
    return { directory, reused: true };
  }

  await mkdir(storeDirectory, { recursive: true });
  const unfinished = await mkdtemp(join(storeDirectory, unfinishedPrefix));
  try {
    await write(unfinished);
    await rename(unfinished, directory).catch(async (error: unknown) => {
      if (!(await exists(directory))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return { directory, reused: false };
};

/** How a folder is called that is not whole yet. */
export const unfinishedPrefix = 'unfinished-';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
