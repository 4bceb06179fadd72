import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { ProcessIdentity } from '../../../lib/foundation/process-identity.ts';
import { isRunning, openTestHost, until } from './test-host.ts';

const parentFile = fileURLToPath(new URL('./orphaning-parent.ts', import.meta.url));

const ways = `export const handler = async (way) => {
  if (way === 'spin') for (;;);
  if (way === 'wait') await new Promise(() => setInterval(() => undefined, 1000));
};`;

/** Starts a host in a process of its own, kills that with SIGKILL, and hands over the pids that its environments had. */
const killParent = async (...args: string[]): Promise<number[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-orphans-'));
  try {
    await writeFile(join(directory, 'index.mjs'), ways);
    const parent = execa(process.execPath, [parentFile, directory, ...args], { reject: false });
    for await (const line of parent) {
      const pids: number[] = JSON.parse(String(line));
      if (!pids.every(isRunning)) throw new Error('An environment ended before its parent.');
      parent.kill('SIGKILL');
      await parent;
      return pids;
    }
    throw new Error('The parent printed nothing.');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

test.each([
  ['is idle', []],
  ['is frozen', ['freeze']],
  ['waits in an invocation', ['no', '"wait"']],
  ['never yields', ['no', '"spin"']],
])(
  'a process that %s ends when its host is killed',
  async (_name, args) => {
    const pids = await killParent(...args);

    expect(pids).toHaveLength(1);
    await until(() => !pids.some(isRunning));
  },
  30_000,
);

test('tells which processes there are, whenever that changes', async () => {
  const told: (readonly ProcessIdentity[])[] = [];
  await using lambda = await openTestHost(
    { echo: 'export const handler = async () => process.pid;' },
    { onEnvironmentsChanged: (environments) => told.push(environments) },
  );

  const pid = await lambda.call('echo');
  await lambda.host.close();

  expect(told).toEqual([[{ pid, startedAt: expect.any(String) }], []]);
});
