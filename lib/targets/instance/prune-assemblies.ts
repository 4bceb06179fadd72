import { glob, readdir, readlink, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { unfinishedPrefix } from './store-assembly.ts';

/** Kept although no instance uses them: what one has just written and not linked yet is among the newest. */
const keptUnused = 3;
/** A synthesis takes seconds; what is unfinished for longer was given up. */
const unfinishedForMs = 3_600_000;

/** Removes assemblies that no instance links to, but for the newest, and what a synthesis that was killed left behind. */
export const pruneAssemblies = async (storeDirectory: string): Promise<void> => {
  const linked = await findLinked(dirname(storeDirectory));
  const folders = await Promise.all(
    (await readdir(storeDirectory)).map(async (name) => {
      const path = join(storeDirectory, name);
      // Another instance may have removed it meanwhile.
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
      return { path, mtimeMs, isUnfinished: name.startsWith(unfinishedPrefix) };
    }),
  );
  const unused = folders
    .filter(({ path, isUnfinished }) => !isUnfinished && !linked.has(path))
    .toSorted((left, right) => right.mtimeMs - left.mtimeMs)
    .slice(keptUnused);
  const givenUp = folders.filter(({ mtimeMs, isUnfinished }) => isUnfinished && mtimeMs < Date.now() - unfinishedForMs);
  await Promise.all([...unused, ...givenUp].map(({ path }) => rm(path, { recursive: true, force: true })));
};

/** Every instance's folder has a link `assembly` to its assembly. */
const findLinked = async (stateDirectory: string): Promise<ReadonlySet<string>> => {
  const links = await Array.fromAsync(glob('*/assembly', { cwd: stateDirectory }));
  const targets = await Promise.all(
    links.map(async (link) => {
      const path = join(stateDirectory, link);
      const target = await readlink(path).catch(() => undefined);
      return target === undefined ? [] : [resolve(dirname(path), target)];
    }),
  );
  return new Set(targets.flat());
};
