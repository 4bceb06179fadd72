import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { identifyProcess, isSameProcess } from '../../../lib/foundation/process-identity.ts';
import { adoptProcess, type ProcessExit, startProcess } from '../../../lib/foundation/supervised-process.ts';

jest.setTimeout(60_000);

let folder: string;
let logFile: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-supervised-'));
  logFile = join(folder, 'logs', 'child.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (script: string, onUnexpectedExit: (exit: ProcessExit) => void = () => {}, graceMs = 5_000) =>
  startProcess({
    command: process.execPath,
    args: ['-e', script],
    cwd: folder,
    env: {},
    logFile,
    graceMs,
    onUnexpectedExit,
  });

const waitForLog = async (text: string) => {
  const until = Date.now() + 10_000;
  while (!(await readFile(logFile, 'utf8')).includes(text)) {
    if (Date.now() > until) throw new Error(`No "${text}" in the log.`);
    await sleep(20);
  }
};

const stubborn = `process.on('SIGTERM', () => console.log('not yet')); setInterval(() => {}, 1000); console.log('ready')`;

test('a process that ends at SIGTERM is stopped cleanly and nobody is told of a crash', async () => {
  const crashes: ProcessExit[] = [];
  const running = await start(`setInterval(() => {}, 1000); console.log('ready')`, (exit) => crashes.push(exit));
  await waitForLog('ready');

  const { wasKilled } = await running.stop();

  expect(wasKilled).toBe(false);
  expect((await running.exited).signal).toBe('SIGTERM');
  expect(isSameProcess(running.identity)).toBe(false);
  expect(crashes).toEqual([]);
});

test('a process that ignores SIGTERM is killed after its grace', async () => {
  const running = await start(stubborn, undefined, 200);
  await waitForLog('ready');

  const { wasKilled } = await running.stop();

  expect(wasKilled).toBe(true);
  expect((await running.exited).signal).toBe('SIGKILL');
});

test('stopping ends the children of the process too', async () => {
  const running = await start(
    `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
     child.on('spawn', () => console.log('child ' + child.pid + ' ready'));`,
  );
  await waitForLog('ready');
  const pid = Number(/child (\d+)/.exec(await readFile(logFile, 'utf8'))?.[1]);

  const child = identifyProcess(pid);

  await running.stop();

  await sleep(100);
  expect(child).toBeDefined();
  expect(child && isSameProcess(child)).toBe(false);
});

test('a crash is reported with the exit code and the last lines of this run, not of an earlier one', async () => {
  await (await start(`console.log('an earlier run')`)).exited;
  const crash = Promise.withResolvers<ProcessExit>();

  await start(`console.log('working'); console.error('out of paper'); process.exit(7)`, crash.resolve);

  expect(await crash.promise).toEqual({ exitCode: 7, signal: undefined, lastLogLines: ['working', 'out of paper'] });
  expect(await readFile(logFile, 'utf8')).toContain('an earlier run');
});

test('a process that was started elsewhere is adopted, and its end is noticed', async () => {
  const running = await start(stubborn);
  await waitForLog('ready');
  const crash = Promise.withResolvers<ProcessExit>();
  adoptProcess(running.identity, { logFile, graceMs: 100, onUnexpectedExit: crash.resolve });

  process.kill(running.identity.pid, 'SIGKILL');

  expect(await crash.promise).toMatchObject({ exitCode: undefined, signal: undefined, lastLogLines: ['ready'] });
});

test('an adopted process is stopped, by force where it must be', async () => {
  const running = await start(stubborn);
  await waitForLog('ready');
  const adopted = adoptProcess(running.identity, { logFile, graceMs: 200 });

  const { wasKilled } = await adopted.stop();

  expect(wasKilled).toBe(true);
  expect(isSameProcess(running.identity)).toBe(false);
});

test('adopting a process whose number now belongs to another one touches nobody', async () => {
  const running = await start(`setInterval(() => {}, 1000)`);
  try {
    const adopted = adoptProcess({ pid: running.identity.pid, startedAt: 'another boot/1' }, { logFile, graceMs: 100 });

    await adopted.stop();

    expect(isSameProcess(running.identity)).toBe(true);
  } finally {
    await running.stop();
  }
});

test('a command that does not exist is refused with the error of the system', async () => {
  const starting = startProcess({
    command: join(folder, 'absent'),
    args: [],
    cwd: folder,
    env: {},
    logFile,
    graceMs: 1,
  });

  await expect(starting).rejects.toMatchObject({ code: 'ENOENT' });
});
