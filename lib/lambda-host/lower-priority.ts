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
  try {
    for (const thread of isLinux ? readdirSync(`/proc/${pid}/task`) : [pid]) setPriority(Number(thread), niceness);
    if (isLinux) writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // It has ended already, or this kernel has no such groups.
  }
};
