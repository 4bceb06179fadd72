import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock } from 'proper-lockfile';
import { hasCode } from './has-code.ts';

const pollMs = 200;

interface MakeOnceOptions {
  readonly signal: AbortSignal;
  /** Called once if somebody else is at it. */
  readonly onWaiting: () => void;
}

interface Lock {
  /** Aborted when another may have taken the lock for a dead process's: this one did not run for ten seconds. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

const takeLock = async (parent: string, { signal, onWaiting }: MakeOnceOptions): Promise<Lock> => {
  const lost = new AbortController();
  for (let attempt = 0; ; attempt += 1) {
    try {
      const release = await lock(parent, {
        lockfilePath: join(parent, '.lock'),
        onCompromised: (error) => lost.abort(error),
      });
      return {
        lost: lost.signal,
        release: async () => {
          if (!lost.signal.aborted) await release();
        },
      };
    } catch (error) {
      if (!hasCode(error, 'ELOCKED')) throw error;
      if (attempt === 0) onWaiting();
      await sleep(pollMs, undefined, { signal });
    }
  }
};

const temporaryPrefix = (folder: string): string => join(dirname(folder), `.${basename(folder)}.part-`);

const removeLeftovers = async (folder: string): Promise<void> => {
  const parent = dirname(folder);
  const names = await readdir(parent);
  const leftovers = names.map((name) => join(parent, name)).filter((path) => path.startsWith(temporaryPrefix(folder)));
  await Promise.all(leftovers.map((path) => rm(path, { recursive: true, force: true })));
};

/**
 * Makes a folder where it does not exist: in a temporary folder beside it, renamed when all is there, so that it is
 * complete or absent. One process at a time makes anything under the same parent; the others wait for it.
 */
export const makeOnce = async (
  folder: string,
  make: (temporary: string) => Promise<void>,
  options: MakeOnceOptions,
): Promise<void> => {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const { lost, release } = await takeLock(parent, options);
  try {
    if (existsSync(folder)) return;
    await removeLeftovers(folder);
    // A name of its own: a program that a killed run left behind may still be writing under the name that it was given.
    const temporary = await mkdtemp(temporaryPrefix(folder));
    try {
      await make(temporary);
      lost.throwIfAborted();
      await rename(temporary, folder);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  } finally {
    await release();
  }
};
