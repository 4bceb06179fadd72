import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;
const touchMs = 1_000;
/** A holder touches its lock every second; one that has not for this long was killed. */
const staleMs = 10_000;

/** @param {string} folder */
const create = async (folder) => {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
};

/** @param {string} folder */
const isStale = async (folder) => {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
};

/**
 * Removes the lock of a killed holder. Only one process at a time does so, and looks again before it does: the lock may
 * be a living one's by then.
 *
 * @param {string} folder
 */
const removeStale = async (folder) => {
  const guard = `${folder}.removal`;
  if (!(await create(guard))) {
    if (await isStale(guard)) await rm(guard, { recursive: true, force: true });
    return;
  }
  try {
    if (await isStale(folder)) await rm(folder, { recursive: true, force: true });
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
};

/**
 * Does work that one process at a time may do. The lock is a folder: to make one is atomic on every file system.
 *
 * @param {string} folder
 * @param {() => void} onWaiting called once where another holds it
 * @param {() => Promise<void>} work
 */
export const withLock = async (folder, onWaiting, work) => {
  await mkdir(dirname(folder), { recursive: true });
  for (let attempt = 0; !(await create(folder)); attempt += 1) {
    if (attempt === 0) onWaiting();
    if (await isStale(folder)) await removeStale(folder);
    else await sleep(pollMs);
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(folder, now, now).catch(() => {});
  }, touchMs);
  try {
    await work();
  } finally {
    clearInterval(touching);
    await rm(folder, { recursive: true, force: true });
  }
};
