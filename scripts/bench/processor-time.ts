import { readFile } from 'node:fs/promises';

/** Of Linux's /proc on every architecture that Node runs on (sysconf(3), _SC_CLK_TCK). */
const ticksPerSecond = 100;

/** Seconds of processor time by process name, of all processes of a name together; empty where there is no /proc. */
export const readProcessorTime = async (
  processes: readonly { readonly name: string; readonly pid: number }[],
): Promise<Map<string, number>> => {
  const seconds = new Map<string, number>();
  for (const { name, pid } of processes) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
    if (stat === undefined) continue;
    // The second field, a name in brackets, may have spaces; utime and stime are the 14th and 15th (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    seconds.set(name, (seconds.get(name) ?? 0) + (Number(fields[11]) + Number(fields[12])) / ticksPerSecond);
  }
  return seconds;
};
