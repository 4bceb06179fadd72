import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../test-host.ts';

const entry = fileURLToPath(new URL('../../../../lib/lambda-host/environment/main.ts', import.meta.url));

test('an environment ends by itself when the channel to its parent closes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-environment-'));
  await writeFile(
    join(directory, 'index.mjs'),
    'setInterval(() => undefined, 1000); export const handler = async () => 1;',
  );
  const child = fork(entry, [], {
    env: { LAMBDA_TASK_ROOT: directory, _HANDLER: 'index.handler' },
    execArgv: [],
    serialization: 'advanced',
    silent: true,
  });
  try {
    const [message] = await once(child, 'message');

    child.disconnect();
    await until(() => child.exitCode !== null, 3000);

    expect(message).toMatchObject({ type: 'ready' });
    expect(child.exitCode).toBe(0);
  } finally {
    child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
});
