import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPython } from '../../../../../lib/engines/localstack/host/find-python.ts';

// Scripts stand for Pythons: what they answer is all that is asked of them.
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-python-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const installPython = async (name: string, script: string) => {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
};

test('takes python3 where that is new enough, whatever else there is', async () => {
  await installPython('python3', 'echo 3.12.1 here');
  await installPython('python3.13', 'echo 3.13.0 there');

  expect(await findPython({ PATH: folder })).toEqual({ command: 'python3', version: '3.12.1 here' });
});

test('takes a newer one beside a python3 that is too old or without venv', async () => {
  await installPython('python3', 'exit 1');
  await installPython('python3.11', 'echo 3.11.7 here');

  expect(await findPython({ PATH: folder })).toMatchObject({ command: 'python3.11' });
});

test('without one it says what is missing, how to install it on each system, and how to do without', async () => {
  const error = await findPython({ PATH: folder }).catch((thrown: unknown) => thrown);

  expect(error).toMatchObject({
    code: 'PYTHON_MISSING',
    message: expect.stringMatching(/Python is missing.*3\.11.*venv/),
    actions: [
      expect.stringMatching(/Debian.*Ubuntu.*WSL.*apt-get install python3 python3-venv/),
      expect.stringMatching(/macOS.*brew install python/),
      expect.stringMatching(/Docker.*LOCALSTACK_URL=/),
    ],
  });
});
