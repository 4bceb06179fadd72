import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installLocalStack } from '../../../../../lib/engines/localstack/host/install-localstack.ts';

// PyPI itself is asked in the test of the engine; here a script stands for Python: `-m venv` copies it into the environment,
// and `-m pip install` does what the test says.
let root: string;
let lines: string[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-localstack-'));
  lines = [];
});
afterEach(() => rm(root, { recursive: true, force: true }));

const install = async (
  pip: string,
  { version = '3.11.7', signal = new AbortController().signal }: { version?: string; signal?: AbortSignal } = {},
) => {
  const command = join(root, 'python');
  const venv = 'mkdir -p "$3/bin" && cp "$0" "$3/bin/python"';
  await writeFile(command, `#!/bin/sh\necho "$@" >> ${root}/runs\ncase $2 in venv) ${venv};; pip) ${pip};; esac\n`);
  await chmod(command, 0o755);
  const environment = { PATH: '/usr/bin:/bin' };
  const report = (line: string) => lines.push(line);
  return installLocalStack({ python: { command, version }, root, environment, signal, report });
};

const made = async () => (await readdir(join(root, '.sluice'))).filter((name) => name !== '.lock').sort();
const runs = async () => (await readFile(join(root, 'runs'), 'utf8')).trimEnd().split('\n');

test('installs by hashes alone, says so and how long it took, and does nothing the second time', async () => {
  const first = await install('true');
  const [toldFirst, ranFirst] = [lines.splice(0), await runs()];

  const second = await install('true');

  expect(toldFirst).toEqual([
    expect.stringMatching(/^LocalStack: bringing it from PyPI \(once, \d+ MB\) …$/),
    expect.stringMatching(/^LocalStack: installed in \d+\.\d s$/),
  ]);
  expect(ranFirst).toEqual([
    expect.stringMatching(/^-m venv /),
    expect.stringMatching(/--no-deps --require-hashes --no-build-isolation --requirement .*build\.lock$/),
    expect.stringMatching(/--no-deps --require-hashes --no-build-isolation --requirement .*requirements\.lock$/),
    '-m localstack.aws.spec',
    expect.stringMatching(/--no-deps --no-index --no-build-isolation --target .*localstack-executor-/),
  ]);
  expect([second, lines, await runs()]).toEqual([first, [], ranFirst]);
});

test('another Python has an installation of its own; the plugin serves both', async () => {
  const before = await install('true');

  const after = await install('true', { version: '3.13.0' });

  expect(after.python).not.toBe(before.python);
  expect(after.executor).toBe(before.executor);
});

test.each([
  ['without a network', 'Could not find a version that satisfies the requirement', /PyPI.*pip\.conf or PIP_INDEX_URL/],
  ['on a full disk', 'OSError: [Errno 28] No space left on device', /1 GB is free/],
])('%s it fails with the last lines and the fix, and leaves nothing half-made', async (_where, line, fix) => {
  const error = await install(`echo 'ERROR: ${line}'; exit 1`).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: 'LOCALSTACK_INSTALL_FAILED',
    retryable: true,
    message: expect.stringContaining(line),
    actions: expect.arrayContaining([expect.stringMatching(fix)]),
  });
  expect(await made()).toEqual([]);
});

test('an abort ends pip and leaves nothing half-made', async () => {
  await mkdir(join(root, '.sluice'));
  const abort = new AbortController();
  const installing = install('exec sleep 60', { signal: abort.signal });
  setTimeout(() => abort.abort(), 300);

  await expect(installing).rejects.toMatchObject({ name: 'AbortError' });

  expect(await made()).toEqual([]);
});
