import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneAssemblies } from '../../../../lib/targets/instance/prune-assemblies.ts';
import { storeAssembly } from '../../../../lib/targets/instance/store-assembly.ts';

let state: string;
let store: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'assemblies-'));
  store = join(state, 'assemblies');
});
afterEach(() => rm(state, { recursive: true, force: true }));

const write = (text: string) => (directory: string) => writeFile(join(directory, 'manifest.json'), text);
const read = (directory: string) => readFile(join(directory, 'manifest.json'), 'utf8');

test('an assembly is written once and then taken again', async () => {
  const first = await storeAssembly(store, 'digest', write('first'));
  const second = await storeAssembly(store, 'digest', write('second'));

  expect([first.reused, second.reused]).toEqual([false, true]);
  expect(second.directory).toBe(first.directory);
  expect(await read(second.directory)).toBe('first');
});

test('a synthesis that fails leaves nothing behind', async () => {
  const failing = storeAssembly(store, 'digest', async (directory) => {
    await write('half')(directory);
    throw new Error('does not synthesise');
  });

  await expect(failing).rejects.toThrow('does not synthesise');
  expect(await readdir(store)).toEqual([]);
});

test('two instances that write the same assembly at once both have it whole', async () => {
  const bothBegun = Promise.withResolvers<void>();
  let begun = 0;
  const together = async (directory: string): Promise<void> => {
    begun += 1;
    if (begun === 2) bothBegun.resolve();
    await bothBegun.promise;
    await write('whole')(directory);
  };

  const stored = await Promise.all([
    storeAssembly(store, 'digest', together),
    storeAssembly(store, 'digest', together),
  ]);

  expect(await Promise.all(stored.map(({ directory }) => read(directory)))).toEqual(['whole', 'whole']);
  expect(await readdir(store)).toEqual(['digest']);
});

test('pruning keeps what an instance links to and the three used last, and removes what was never finished', async () => {
  for (const [age, digest] of ['a', 'b', 'c', 'd', 'linked', 'oldest'].entries()) {
    const { directory } = await storeAssembly(store, digest, write(digest));
    const usedAt = new Date(Date.now() - age * 60_000);
    await utimes(directory, usedAt, usedAt);
  }
  await mkdir(join(state, 'demo'));
  await symlink('../assemblies/linked', join(state, 'demo', 'assembly'));
  for (const [name, hoursAgo] of [
    ['unfinished-now', 0],
    ['unfinished-old', 2],
  ] as const) {
    await mkdir(join(store, name));
    const begunAt = new Date(Date.now() - hoursAgo * 3_600_000);
    await utimes(join(store, name), begunAt, begunAt);
  }

  await pruneAssemblies(store);

  expect((await readdir(store)).toSorted()).toEqual(['a', 'b', 'c', 'linked', 'unfinished-now']);
});
