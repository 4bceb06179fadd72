import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Sees to it that no environment outlives this process, not even one that is frozen, not even after SIGKILL. */
export interface OrphanReaper {
  watch(pid: number): void;
  forget(pid: number): void;
  close(): void;
}

const script = fileURLToPath(new URL('./reap-orphans.sh', import.meta.url));

/** A shell of 1 MB that waits for the end of this process. It is a session of its own, so that Ctrl+C does not reach it. */
export const startOrphanReaper = (): OrphanReaper => {
  const shell = spawn('/bin/sh', [script], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { PATH: '/usr/bin:/bin' },
  });
  shell.unref();
  // Where there is no shell, environments still end by themselves when their channel closes; only frozen ones would stay.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  return {
    watch: (pid) => {
      shell.stdin.write(`+${pid}\n`);
    },
    forget: (pid) => {
      shell.stdin.write(`-${pid}\n`);
    },
    close: () => {
      shell.stdin.end();
    },
  };
};
