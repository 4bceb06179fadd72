import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashCode } from '../../../lib/lambda-host/hash-code.ts';

const openFolder = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sluice-hash-'));
  await mkdir(join(directory, 'data'));
  await writeFile(join(directory, 'index.mjs'), 'code');
  await writeFile(join(directory, 'index.mjs.map'), 'map');
  await writeFile(join(directory, 'data', 'fuels.csv'), 'solar');
  return { directory, [Symbol.asyncDispose]: () => rm(directory, { recursive: true }) };
};

test('is the same for the same files, wherever they lie', async () => {
  await using one = await openFolder();
  await using other = await openFolder();

  expect(await hashCode(one.directory)).toBe(await hashCode(other.directory));
});

test.each([
  ['index.mjs', 'other code', true],
  ['data/fuels.csv', 'wind', true],
  ['added.mjs', '', true],
  ['index.mjs.map', 'other map', false],
])('writing %s with %j changes it: %s', async (file, text, changes) => {
  await using folder = await openFolder();
  const before = await hashCode(folder.directory);

  await writeFile(join(folder.directory, file), text);

  expect((await hashCode(folder.directory)) !== before).toBe(changes);
});

test('a name and a content that swap places are not the same', async () => {
  await using one = await openFolder();
  await using other = await openFolder();
  await writeFile(join(one.directory, 'a'), 'b');
  await writeFile(join(other.directory, 'b'), 'a');

  expect(await hashCode(one.directory)).not.toBe(await hashCode(other.directory));
});
