import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type TreeWatch, watchTree } from '../../../lib/foundation/watch-tree.ts';

let root: string;
let tree: TreeWatch;
let changes: number;
let errors: unknown[];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'watch-tree-'));
  await mkdir(join(root, 'flows/grid'), { recursive: true });
  await writeFile(join(root, 'flows/grid/stats.ts'), '1');
  changes = 0;
  errors = [];
  tree = watchTree(
    [join(root, 'flows'), join(root, 'none')],
    () => {
      changes += 1;
    },
    (error) => errors.push(error),
  );
});
afterEach(async () => {
  tree.close();
  await rm(root, { recursive: true, force: true });
});

/** @returns whether anything was told of it, and of nothing before it */
const isSeen = async (change: () => Promise<unknown>): Promise<boolean> => {
  await delay(60);
  const before = changes;
  await change();
  for (let waited = 0; waited < 2_000 && changes === before; waited += 10) await delay(10);
  return changes > before;
};

const replace = async (path: string, text: string): Promise<void> => {
  await writeFile(`${path}.next`, text);
  await rename(`${path}.next`, path);
};

test('a file that is replaced as a whole is seen each time', async () => {
  const path = join(root, 'flows/grid/stats.ts');
  const seen: boolean[] = [];
  for (const text of ['2', '3', '4']) seen.push(await isSeen(() => replace(path, text)));

  expect(seen).toEqual([true, true, true]);
});

test('directories that come later are watched, however deep', async () => {
  const deep = join(root, 'flows/orders/reading/more');

  expect(await isSeen(() => mkdir(deep, { recursive: true }))).toBe(true);
  expect(await isSeen(() => writeFile(join(deep, 'new.ts'), '1'))).toBe(true);
  expect(await isSeen(() => writeFile(join(deep, 'new.ts'), '2'))).toBe(true);
});

test('a directory that goes and comes back is watched again, and no error is told', async () => {
  const directory = join(root, 'flows/grid');

  expect(await isSeen(() => rm(directory, { recursive: true }))).toBe(true);
  expect(await isSeen(() => mkdir(directory))).toBe(true);
  expect(await isSeen(() => writeFile(join(directory, 'stats.ts'), '2'))).toBe(true);
  expect(errors).toEqual([]);
});

test('what is closed tells nothing', async () => {
  tree.close();

  await writeFile(join(root, 'flows/grid/stats.ts'), '2');
  await delay(100);

  expect(changes).toBe(0);
});
