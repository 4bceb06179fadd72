import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provideDatabase } from '../../../../lib/engines/dynamodb/provide-database.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-database-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a new database has a write-ahead log', async () => {
  await provideDatabase(join(folder, 'data'));

  const header = await readFile(join(folder, 'data', 'shared-local-instance.db'));
  // The versions for writing and reading, 2 for a write-ahead log (sqlite.org/fileformat.html, 1.3.3).
  expect([...header.subarray(18, 20)]).toEqual([2, 2]);
});

test('a database that is there is left as it is', async () => {
  const file = join(folder, 'shared-local-instance.db');
  await writeFile(file, 'kept');

  await provideDatabase(folder);

  expect(await readFile(file, 'utf8')).toBe('kept');
});
