import { readdirSync, writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

const isLinux = process.platform === 'linux';

/**
 * Lets whatever is more urgent run first where processors are short: `by` steps of niceness below this process, 19 being the lowest.
 * On Linux each thread has a niceness of its own, and where there is no other group a session is weighed as a whole (sched(7), "The
 * autogroup feature"): both are set.
 */
export const lowerPriority = (pid: number, by: number): void => {
  const niceness = Math.min(getPriority() + by, constants.priority.PRIORITY_LOW);
  for (const thread of isLinux ? threadsOf(pid) : [pid]) whereItIs(() => setPriority(thread, niceness));
  if (isLinux) whereItIs(() => writeFileSync(`/proc/${pid}/autogroup`, String(niceness)));
};

const threadsOf = (pid: number): readonly number[] =>
  whereItIs(() => readdirSync(`/proc/${pid}/task`).map(Number)) ?? [];

/** Process or thread may have ended meanwhile, and not every kernel has such groups: neither keeps the others from being lowered. */
const whereItIs = <Result>(act: () => Result): Result | undefined => {
  try {
    return act();
  } catch {
    return undefined;
  }
};
