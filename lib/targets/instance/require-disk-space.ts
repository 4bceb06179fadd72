import { statfs } from 'node:fs/promises';
import { SluiceError } from '../../foundation/sluice-error.ts';

/** Below that an engine may die while it starts. */
const neededMb = 256;
const megabyte = 1_048_576;

export class DiskFullError extends SluiceError {
  readonly code = 'DISK_FULL';
  override readonly retryable = true;
}

/** @throws DiskFullError where there is too little room to bring anything up */
export const requireDiskSpace = async (
  directory: string,
  readSpace: (directory: string) => Promise<{ readonly bavail: number; readonly bsize: number }> = statfs,
): Promise<void> => {
  const { bavail, bsize } = await readSpace(directory);
  const freeMb = Math.floor((bavail * bsize) / megabyte);
  if (freeMb >= neededMb) return;
  throw new DiskFullError(`${freeMb} MB are free in ${directory}; the engines need ${neededMb} MB to start.`, {
    actions: [
      `free ${neededMb - freeMb} MB or more`,
      'sluice reset --yes --instance NAME removes what an instance stored',
    ],
  });
};
