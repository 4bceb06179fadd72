import { hash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import type { BuildResult } from 'esbuild';
import type { BuildOptionsOfBundles } from './build-options.ts';

export interface BundleFile {
  readonly name: string;
  readonly contents: Uint8Array;
  readonly digest: string;
}

type Result = BuildResult<BuildOptionsOfBundles>;

/**
 * Gives each handler its own copy of the code that it reaches: `index.mjs`, its chunks beside it, and a source map of each.
 *
 * @returns bundle name → files, by name
 */
export const collectBundles = (
  { metafile, outputFiles }: Result,
  { absWorkingDir, entryPoints }: BuildOptionsOfBundles,
): ReadonlyMap<string, readonly BundleFile[]> => {
  const contents = new Map(outputFiles.map((file) => [file.path, file.contents]));
  const names = new Set(entryPoints.map((entry) => entry.out));
  const chunks = new Map<string, readonly BundleFile[]>();

  const toFiles = (output: string, name: string): readonly BundleFile[] => {
    const path = resolve(absWorkingDir, output);
    const link = Buffer.from(`//# sourceMappingURL=${name}.map\n`);
    return [
      toFile(name, Buffer.concat([contents.get(path) ?? Buffer.of(), link])),
      toFile(`${name}.map`, contents.get(`${path}.map`) ?? Buffer.of()),
    ];
  };
  const toChunkFiles = (output: string): readonly BundleFile[] => {
    const files = chunks.get(output) ?? toFiles(output, basename(output));
    chunks.set(output, files);
    return files;
  };

  const entries = Object.keys(metafile.outputs)
    .filter((output) => extname(output) === '.mjs')
    .map((output) => [basename(output, '.mjs'), output] as const)
    .filter(([name]) => names.has(name));
  return new Map(
    entries.map(([bundle, entry]) => {
      const [, ...reached] = findReached(entry, metafile.outputs);
      const files = [...toFiles(entry, 'index.mjs'), ...reached.flatMap(toChunkFiles)];
      return [bundle, files.toSorted((a, b) => (a.name < b.name ? -1 : 1))];
    }),
  );
};

const toFile = (name: string, contents: Uint8Array): BundleFile => ({
  name,
  contents,
  digest: hash('sha256', contents),
});

/** The entry itself comes first. */
const findReached = (entry: string, outputs: Result['metafile']['outputs']): ReadonlySet<string> => {
  const reached = new Set([entry]);
  for (const output of reached) {
    for (const { path, external } of outputs[output]?.imports ?? []) {
      if (!external) reached.add(path);
    }
  }
  return reached;
};
