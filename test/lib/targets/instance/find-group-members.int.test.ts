import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findGroupMembers } from '../../../../lib/targets/instance/find-group-members.ts';

test('what a process starts in its own group is found, itself and others are not', async () => {
  const leader = spawn('sh', ['-c', 'sleep 30 & echo $!; wait'], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [line] = await once(leader.stdout, 'data');

    expect(await findGroupMembers(leader.pid ?? 0)).toEqual([Number(String(line))]);
  } finally {
    process.kill(-(leader.pid ?? 0), 'SIGKILL');
  }
});
