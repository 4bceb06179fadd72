import { hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { BundleFile } from './collect-bundles.ts';

/** One Lambda's code as it is deployed. */
export interface Bundle {
  readonly name: string;
  readonly directory: string;
  /** SHA-256 of the folder's content: equal for equal inputs, wherever the project lies. */
  readonly hash: string;
}

/**
 * Makes `outDirectory` hold exactly these bundles, one folder each. A file that did not change is not touched, a changed one is
 * replaced as a whole, and what belongs to no bundle is removed. Synchronous: a bundle is some fifty files, and asynchronous
 * calls take several times as long.
 *
 * @param inPlace path → digest of what an earlier call stored, which is not read again; brought up to date
 */
export const storeBundles = (
  outDirectory: string,
  bundles: ReadonlyMap<string, readonly BundleFile[]>,
  inPlace: Map<string, string> = new Map(),
): readonly Bundle[] => {
  mkdirSync(outDirectory, { recursive: true });
  const stored = [...bundles].map(([name, files]) => {
    const directory = join(outDirectory, name);
    storeBundle(directory, files, inPlace);
    return { name, directory, hash: hashBundle(files) };
  });
  removeOthers(outDirectory, new Set(bundles.keys()), inPlace);
  return stored.toSorted((a, b) => (a.name < b.name ? -1 : 1));
};

/** The file that is loaded first is replaced last: whoever loads it finds the chunks that it names. */
const storeBundle = (directory: string, files: readonly BundleFile[], inPlace: Map<string, string>): void => {
  mkdirSync(directory, { recursive: true });
  const isEntry = ({ name }: BundleFile) => name === 'index.mjs';
  for (const file of [...files.filter((each) => !isEntry(each)), ...files.filter(isEntry)]) {
    const path = join(directory, file.name);
    if (inPlace.get(path) === file.digest) continue;
    if (!isStored(path, file.contents)) replaceFile(path, file.contents);
    inPlace.set(path, file.digest);
  }
  removeOthers(directory, new Set(files.map(({ name }) => name)), inPlace);
};

const isStored = (path: string, contents: Uint8Array): boolean => {
  try {
    return readFileSync(path).equals(contents);
  } catch {
    return false;
  }
};

/** The temporary file lies beside `outDirectory`, where no other process that stores bundles takes it for a stale one. */
const replaceFile = (path: string, contents: Uint8Array): void => {
  const temporary = `${dirname(dirname(path))}.${process.pid}.next`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
};

const removeOthers = (directory: string, kept: ReadonlySet<string>, inPlace: Map<string, string>): void => {
  for (const entry of readdirSync(directory)) {
    if (kept.has(entry)) continue;
    const path = join(directory, entry);
    rmSync(path, { recursive: true, force: true });
    if (inPlace.delete(path)) continue;
    for (const stored of inPlace.keys()) {
      if (stored.startsWith(path + sep)) inPlace.delete(stored);
    }
  }
};

const hashBundle = (files: readonly BundleFile[]): string =>
  hash('sha256', files.map(({ name, digest }) => `${digest} ${name}\n`).join(''));
