import { execa } from 'execa';

/** The processes of the group that a process leads, itself left out: what an engine starts for itself. */
export const findGroupMembers = async (leader: number): Promise<readonly number[]> => {
  const { stdout } = await execa('ps', ['-A', '-o', 'pid=,pgid='], { reject: false });
  return (stdout ?? '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, group]) => (pid !== undefined && group === leader && pid !== leader ? [pid] : []));
};
