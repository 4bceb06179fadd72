import { hash } from 'node:crypto';
import { basename, extname } from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';

export interface BundleFile {
  readonly name: string;
  readonly contents: Uint8Array;
  readonly digest: string;
}

/** One output of a build, with its source map, and the names of what it imports. */
export interface Output {
  readonly files: readonly BundleFile[];
  readonly imports: readonly string[];
}

/**
 * What a build left in memory, by name. All outputs lie in one folder.
 *
 * @param entries the names of those that are loaded first, each in its own bundle as `index.mjs`
 */
export const readOutputs = (
  metafile: Metafile,
  outputFiles: readonly OutputFile[],
  entries: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, Output> => {
  const contents = new Map(outputFiles.map((file) => [basename(file.path), file.contents]));
  return new Map(
    Object.entries(metafile.outputs)
      .filter(([path]) => extname(path) === '.mjs')
      .map(([path, { imports }]) => {
        const output = basename(path);
        const name = entries.has(output) ? 'index.mjs' : output;
        const link = Buffer.from(`//# sourceMappingURL=${name}.map\n`);
        const files = [
          toFile(name, Buffer.concat([contents.get(output) ?? Buffer.of(), link])),
          toFile(`${name}.map`, contents.get(`${output}.map`) ?? Buffer.of()),
        ];
        return [output, { files, imports: imports.map((each) => basename(each.path)) }];
      }),
  );
};

/**
 * Gives each handler its own copy of the code that it reaches: `index.mjs`, its chunks and packages beside it, and a source map of each.
 *
 * @returns bundle name → files, by name
 */
export const collectBundles = (
  names: readonly string[],
  outputs: ReadonlyMap<string, Output>,
): ReadonlyMap<string, readonly BundleFile[]> =>
  new Map(
    names.map((name) => {
      const files = findReached(`${name}.mjs`, outputs).flatMap((output) => output.files);
      return [name, files.toSorted((a, b) => (a.name < b.name ? -1 : 1))];
    }),
  );

const toFile = (name: string, contents: Uint8Array): BundleFile => ({
  name,
  contents,
  digest: hash('sha256', contents),
});

/** What is no output is a module of Node. */
const findReached = (entry: string, outputs: ReadonlyMap<string, Output>): readonly Output[] => {
  const reached = new Set([entry]);
  for (const name of reached) {
    for (const each of outputs.get(name)?.imports ?? []) reached.add(each);
  }
  return [...reached].flatMap((name) => outputs.get(name) ?? []);
};
