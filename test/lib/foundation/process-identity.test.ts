import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { identifyProcess, isSameProcess, readOwnIdentity } from '../../../lib/foundation/process-identity.ts';

const startSleeper = () => spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });

test('recognises a process that is still running', () => {
  const identity = readOwnIdentity();

  expect(identity.pid).toBe(process.pid);
  expect(isSameProcess(identity)).toBe(true);
});

test('two processes that were started apart have different start times', async () => {
  const child = startSleeper();
  try {
    await once(child, 'spawn');

    const [own, other] = [identifyProcess(process.pid), identifyProcess(child.pid ?? 0)];

    expect(other?.startedAt).toBeDefined();
    expect(other?.startedAt).not.toBe(own?.startedAt);
  } finally {
    child.kill('SIGKILL');
  }
});

test('does not take a later process with the same number for the recorded one', () => {
  const recorded = { pid: process.pid, startedAt: 'some other boot/1' };

  expect(isSameProcess(recorded)).toBe(false);
});

test('a process that has ended is not running, not even before its parent has collected its exit code', async () => {
  const child = startSleeper();
  await once(child, 'spawn');
  const identity = identifyProcess(child.pid ?? 0);
  child.kill('SIGKILL');

  // Held without returning to the event loop, which is what collects the exit code.
  const until = Date.now() + 5_000;
  while (identity && isSameProcess(identity) && Date.now() < until)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);

  expect(identity).toBeDefined();
  expect(child.exitCode ?? child.signalCode).toBeNull();
  expect(identity && isSameProcess(identity)).toBe(false);
});

test('a number that no process has is nobody', () => {
  expect(identifyProcess(2 ** 30)).toBeUndefined();
});
