import { statfs } from 'node:fs/promises';
import { availableParallelism, freemem, totalmem } from 'node:os';
import type { Check } from './check.ts';

const gigabyte = 1_073_741_824;
/** Packages and jars 0.9 GB, data and logs of a demonstration the rest. */
const neededDiskGb = 2;
/** Engines, supervisor and functions, with room for a load (docs/benchmark.md has each process's). */
const neededMemoryGb = 2;

export const checkNode = (): Check => ({
  name: 'Node',
  result: 'pass',
  found: `${process.version}, ${process.execPath}`,
});

export const checkDisk = async (directory: string): Promise<Check> => {
  const { bavail, bsize } = await statfs(directory);
  const freeGb = (bavail * bsize) / gigabyte;
  const found = `${freeGb.toFixed(1)} GB free`;
  if (freeGb >= neededDiskGb) return { name: 'Disk', result: 'pass', found };
  return {
    name: 'Disk',
    result: 'fail',
    found,
    fix: `free ${neededDiskGb} GB; ./sluice reset --yes removes an instance's data`,
  };
};

export const checkMemory = (): Check => {
  const totalGb = totalmem() / gigabyte;
  const found = `${totalGb.toFixed(1)} GB, ${(freemem() / gigabyte).toFixed(1)} GB unused, ${availableParallelism()} cores`;
  if (totalGb >= neededMemoryGb) return { name: 'Memory', result: 'pass', found };
  return {
    name: 'Memory',
    result: 'warn',
    found,
    fix: `${neededMemoryGb} GB or more keep the engines from being killed`,
  };
};

/** A release of this software is younger than this; a clock before it makes tokens and timestamps wrong. */
const earliestSaneTime = Date.UTC(2026, 0, 1);

export const checkClock = (now: Date): Check => {
  const found = now.toISOString();
  if (now.getTime() >= earliestSaneTime) return { name: 'Clock', result: 'pass', found };
  return { name: 'Clock', result: 'fail', found, fix: 'set the clock: signatures and record timestamps depend on it' };
};
