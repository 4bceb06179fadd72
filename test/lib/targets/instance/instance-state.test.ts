import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildInstance } from '../../../../lib/targets/instance/instance.ts';
import { openInstanceState, readInstanceState } from '../../../../lib/targets/instance/instance-state.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-state-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

test('an instance that never ran has an empty state', async () => {
  await expect(readInstanceState(buildInstance(root, 'demo'))).resolves.toMatchObject({
    engines: {},
    environments: [],
  });
});

test('updates made at once are all kept, and the file is whole', async () => {
  const instance = buildInstance(root, 'demo');
  const state = await openInstanceState(instance);

  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      state.update((current) => ({ ...current, ports: { ...current.ports, [`port${index}`]: index } })),
    ),
  );

  const read = await readInstanceState(instance);
  expect(Object.keys(read.ports)).toHaveLength(20);
});

test('a state file that is no state names the command that helps, and is left as it is', async () => {
  const instance = buildInstance(root, 'demo');
  await mkdir(dirname(instance.stateFile), { recursive: true });
  await writeFile(instance.stateFile, '{"version":1,"engines":');

  await expect(readInstanceState(instance)).rejects.toMatchObject({
    code: 'INSTANCE_STATE_UNREADABLE',
    actions: ['sluice reset --yes --instance demo removes the instance with its data'],
  });
  await expect(readFile(instance.stateFile, 'utf8')).resolves.toBe('{"version":1,"engines":');
});
