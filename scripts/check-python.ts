/** The Python of lib/engines/localstack: ruff, mypy and pytest, with the LocalStack that it is for. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { PythonMissingError } from '../lib/engines/engine-errors.ts';
import { findPython } from '../lib/engines/localstack/host/find-python.ts';
import { installLocalStack } from '../lib/engines/localstack/host/install-localstack.ts';
import { makeOnce } from '../lib/engines/make-once.ts';

const root = join(import.meta.dirname, '..');
const executor = join(root, 'lib', 'engines', 'localstack', 'executor');
const lock = join(executor, 'tools.lock');
const { signal } = new AbortController();
const report = (line: string): void => void process.stderr.write(`${line}\n`);

const found = await findPython(process.env).catch((error: unknown) => {
  if (!(error instanceof PythonMissingError)) throw error;
  report(`SKIPPED: ruff, mypy and pytest did not check lib/engines/localstack/executor. ${error.message}`);
});
if (found) await check(found);

async function check(python: Awaited<ReturnType<typeof findPython>>): Promise<void> {
  const localStack = await installLocalStack({ python, root, environment: process.env, signal, report });
  const digest = createHash('sha256')
    .update(python.version)
    .update(await readFile(lock))
    .digest('hex')
    .slice(0, 12);
  const tools = join(root, '.sluice', `python-tools-${digest}`);
  await makeOnce(
    tools,
    async (temporary) => {
      const args = ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes'];
      await execa(localStack.python, ['-m', 'pip', ...args, '--target', temporary, '--requirement', lock]);
    },
    { signal, onWaiting: () => report('Waiting for an installation under way …') },
  );

  const checks = [
    ['ruff', 'check', '--no-cache', '.'],
    ['ruff', 'format', '--no-cache', '--check', '.'],
    ['mypy', `--cache-dir=${join(root, '.sluice', 'mypy')}`, '.'],
    ['pytest', '-q', '-p', 'no:cacheprovider', 'tests'],
  ];
  for (const arguments_ of checks) {
    const { exitCode } = await execa(localStack.python, ['-m', ...arguments_], {
      cwd: executor,
      env: { PYTHONPATH: `${tools}:${localStack.executor}`, PYTHONDONTWRITEBYTECODE: '1' },
      reject: false,
      stdout: process.stderr,
      stderr: 'inherit',
    });
    if (exitCode !== 0) process.exitCode = 1;
  }
}
