import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { classArchiveFlags, keepClassArchive } from '../../../../lib/engines/java/class-archive.ts';

let jars: string;
let scratch: string;
beforeEach(async () => {
  jars = await mkdtemp(join(tmpdir(), 'sluice-jars-'));
  scratch = await mkdtemp(join(tmpdir(), 'sluice-scratch-'));
});
afterEach(() => Promise.all([jars, scratch].map((folder) => rm(folder, { recursive: true, force: true }))));

const java = { command: 'java', version: '17.0.15' };

test('the first run writes an archive, and what it wrote is used by the next', async () => {
  const [write = ''] = classArchiveFlags(java, 'a.jar', jars, scratch);
  await writeFile(write.replace('-XX:ArchiveClassesAtExit=', ''), '');

  await keepClassArchive(jars, scratch);
  const [use = ''] = classArchiveFlags(java, 'a.jar', jars, scratch);

  expect(write).toContain(`-XX:ArchiveClassesAtExit=${scratch}/`);
  expect(use).toBe(`-XX:SharedArchiveFile=${join(jars, basename(write))}`);
  expect(await readdir(scratch)).toEqual([]);
});

test.each([
  ['build of Java', { ...java, version: '17.0.16' }, 'a.jar'],
  ['class path', java, 'a.jar:b.jar'],
])('an archive does not serve another %s', async (_, otherJava, otherClassPath) => {
  const [first] = classArchiveFlags(java, 'a.jar', jars, scratch);

  const [other] = classArchiveFlags(otherJava, otherClassPath, jars, scratch);

  expect(other).not.toBe(first);
});
