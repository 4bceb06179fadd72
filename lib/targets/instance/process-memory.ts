import { readFile } from 'node:fs/promises';
import { execa } from 'execa';

const bytesPerMb = 1_048_576;

/**
 * Resident memory of processes in MB by pid; one that has ended is left out.
 * Pages that processes share are counted for each of them.
 */
export const readProcessMemory = async (pids: readonly number[]): Promise<Map<number, number>> => {
  if (process.platform === 'linux') {
    const found = await Promise.all(
      pids.map(async (pid): Promise<[number, number][]> => {
        const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
        const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
        return kilobytes === undefined ? [] : [[pid, (Number(kilobytes) * 1024) / bytesPerMb]];
      }),
    );
    return new Map(found.flat());
  }
  const { stdout } = await execa('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')], { reject: false });
  return new Map(
    (stdout ?? '')
      .split('\n')
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([pid, kilobytes]): [number, number][] =>
        pid === undefined || kilobytes === undefined ? [] : [[pid, (kilobytes * 1024) / bytesPerMb]],
      ),
  );
};
