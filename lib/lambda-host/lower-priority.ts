import { writeFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';

/**
 * Lets whatever is more urgent run first where processors are short: `by` steps of niceness below this process, 19 being the lowest.
 * Linux weighs a session as a whole where there is no other group (sched(7), "The autogroup feature"): its niceness is set as well.
 */
export const lowerPriority = (pid: number, by: number): void => {
  const niceness = Math.min(getPriority() + by, constants.priority.PRIORITY_LOW);
  try {
    setPriority(pid, niceness);
    if (process.platform === 'linux') writeFileSync(`/proc/${pid}/autogroup`, String(niceness));
  } catch {
    // It has ended already, or this kernel has no such groups.
  }
};
