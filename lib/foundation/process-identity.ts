import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One process, and no later one that was given the same number. `startedAt` is opaque: compare it, do not read it. */
export const ProcessIdentity = z.strictObject({ pid: z.int().positive(), startedAt: z.string().min(1) });
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

interface ProcessStart {
  readonly startedAt: string;
  /** Ended, and its parent has not asked for its exit code yet. */
  readonly isZombie: boolean;
}

const bootIdFile = '/proc/sys/kernel/random/boot_id';

/** Fields 3 (state) and 22 (start, in clock ticks since boot) of proc(5); the boot's id keeps ticks of two boots apart. */
const readFromProc = (pid: number): ProcessStart | undefined => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields[19];
    if (ticks === undefined) return undefined;
    const boot = existsSync(bootIdFile) ? readFileSync(bootIdFile, 'utf8').trim() : '';
    return { startedAt: `${boot}/${ticks}`, isZombie: fields[0] === 'Z' || fields[0] === 'X' };
  } catch {
    return undefined;
  }
};

const readFromPs = (pid: number): ProcessStart | undefined => {
  try {
    const line = execFileSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    const [, state, startedAt] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
    return startedAt === undefined ? undefined : { startedAt, isZombie: state?.startsWith('Z') === true };
  } catch {
    return undefined;
  }
};

const readStart = process.platform === 'linux' ? readFromProc : readFromPs;

/** The process that has this number now; undefined where there is none. */
export const identifyProcess = (pid: number): ProcessIdentity | undefined => {
  const start = readStart(pid);
  return start && { pid, startedAt: start.startedAt };
};

export const readOwnIdentity = (): ProcessIdentity => {
  const identity = identifyProcess(process.pid);
  if (identity === undefined) throw new Error('The start time of this process cannot be read from /proc or ps.');
  return identity;
};

/** True while exactly this process runs: false once it has ended, even if its number is in use again. */
export const isSameProcess = (identity: ProcessIdentity): boolean => {
  const start = readStart(identity.pid);
  return start !== undefined && !start.isZombie && start.startedAt === identity.startedAt;
};
