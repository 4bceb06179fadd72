import { setTimeout as delay } from 'node:timers/promises';
import { isSameProcess, type ProcessIdentity } from '../../foundation/process-identity.ts';

const graceMs = 10_000;

/**
 * Ends a recorded process, by SIGTERM or its own stop signal and after ten seconds by SIGKILL; a frozen one is continued first.
 * A pid that now belongs to another process is left alone.
 *
 * @returns whether there was anything to end
 */
export const reapProcess = async (
  identity: ProcessIdentity,
  stopSignal: NodeJS.Signals = 'SIGTERM',
): Promise<boolean> => {
  if (!isSameProcess(identity)) return false;
  signalProcess(identity.pid, stopSignal);
  signalProcess(identity.pid, 'SIGCONT');
  const deadline = performance.now() + graceMs;
  while (isSameProcess(identity)) {
    if (performance.now() > deadline) signalProcess(identity.pid, 'SIGKILL');
    await delay(25);
  }
  return true;
};

const signalProcess = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal: what was wanted has happened.
  }
};
