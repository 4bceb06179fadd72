import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildInstance, type Instance } from '../../../../lib/targets/instance/instance.ts';
import { openInstanceState } from '../../../../lib/targets/instance/instance-state.ts';
import { forgetData } from '../../../../lib/targets/localstack/forget-data.ts';

let root: string;
let instance: Instance;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'forget-'));
  instance = buildInstance(root, 'stack');
  await mkdir(join(instance.directory, 'data/kafka'), { recursive: true });
  await mkdir(join(instance.directory, 'logs'));
  await mkdir(join(instance.directory, 'assembly'));
  await writeFile(join(instance.directory, 'acknowledged-grid.txt'), 'id-1\n');
});

afterEach(() => rm(root, { recursive: true, force: true }));

test('records, rows and acknowledged ids go; logs, templates and the state file stay', async () => {
  const state = await openInstanceState(instance);

  await forgetData(instance, state);

  expect((await readdir(instance.directory)).toSorted()).toEqual(['assembly', 'logs', 'state.json']);
});

test('what had been seeded and changed is forgotten, where it listened and on which target is not', async () => {
  const state = await openInstanceState(instance);
  await state.update((current) => ({
    ...current,
    target: 'localstack',
    ports: { gateway: 3000 },
    lifecycle: { 'Shop/Seed': 'digest' },
    eventSourceUpdates: { uuid: { template: {}, changes: { Enabled: false } } },
  }));

  await forgetData(instance, state);

  expect(state.current).toMatchObject({
    target: 'localstack',
    ports: { gateway: 3000 },
    lifecycle: {},
    eventSourceUpdates: {},
  });
});
