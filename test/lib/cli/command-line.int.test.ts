import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { projectRoot } from '../../../lib/cli/cli-context.ts';
import { buildInstance } from '../../../lib/targets/instance/instance.ts';

const sluice = (...args: readonly string[]) =>
  execa(process.execPath, [join(import.meta.dirname, '../../../bin/sluice.ts'), ...args], {
    reject: false,
    stdin: 'ignore',
  });

test('an unknown command is a usage error that suggests the nearest', async () => {
  const { exitCode, stderr } = await sluice('statsu');

  expect(exitCode).toBe(2);
  expect(stderr).toContain('Did you mean status?');
});

test('a command of an instance that is down says how to bring it up', async () => {
  const { exitCode, stderr } = await sluice('status', '--instance', 'never-made');

  expect(exitCode).toBe(1);
  expect(stderr).toContain('INSTANCE_NOT_RUNNING');
  expect(stderr).toContain('./sluice up --instance never-made');
});

test('the envelope of a command in a group has its full name', async () => {
  const { stdout } = await sluice('consumers', 'list', '--instance', 'never-made', '--json');

  expect(JSON.parse(stdout)).toMatchObject({ command: 'consumers list', error: { code: 'INSTANCE_NOT_RUNNING' } });
});

test('with --json an error is one envelope on standard output', async () => {
  const { exitCode, stdout, stderr } = await sluice('status', '--instance', 'never-made', '--json');

  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    command: 'status',
    status: 'failed',
    data: null,
    error: { code: 'INSTANCE_NOT_RUNNING', retryable: false },
  });
  expect(stderr).toBe('');
});

test('removing data without --yes needs confirmation', async () => {
  const { exitCode, stderr } = await sluice('reset', '--instance', 'never-made');

  expect(exitCode).toBe(3);
  expect(stderr).toContain('./sluice reset --instance never-made --yes');
});

test('an instance whose state file cannot be read is said to be so, and reset removes it', async () => {
  const instance = buildInstance(projectRoot, 'test-broken-state');
  await mkdir(instance.directory, { recursive: true });
  await writeFile(instance.stateFile, '{"version":1,"engines":');

  const down = await sluice('down', '--instance', instance.name);
  const reset = await sluice('reset', '--yes', '--instance', instance.name);

  expect(down.exitCode).toBe(1);
  expect(down.stderr).toContain('reset --yes --instance test-broken-state');
  expect(reset.exitCode).toBe(0);
  expect(existsSync(instance.stateFile)).toBe(false);
  await rm(instance.directory, { recursive: true, force: true });
});

test('a name that is no name of an instance is a usage error', async () => {
  const { exitCode, stderr } = await sluice('status', '--instance', '../etc');

  expect(exitCode).toBe(2);
  expect(stderr).toContain('--instance');
});

test('down of what is down is no error', async () => {
  const { exitCode, stdout } = await sluice('down', '--instance', 'never-made');

  expect(exitCode).toBe(0);
  expect(stdout).toContain('Nothing was running.');
});

test('a command that goes on printing ends quietly, without failure, when its reader has seen enough', async () => {
  const instance = buildInstance(projectRoot, 'test-gone-reader');
  const logFile = join(instance.logDirectory, 'functions.ndjson');
  const line = '{"function":"grid-stats","message":"answered"}\n';
  await mkdir(instance.logDirectory, { recursive: true });
  await writeFile(logFile, line);

  const following = sluice('logs', '--follow', '--instance', 'test-gone-reader');
  await once(following.stdout, 'data');
  following.stdout.destroy();
  await appendFile(logFile, line);
  const { exitCode, stderr } = await following;

  await rm(instance.directory, { recursive: true });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
