import type { Metafile, Plugin } from 'esbuild';

/** A package as it is imported, e.g. `@aws-sdk/lib-dynamodb`, → the names of its exports that are used; `*` where it is imported lazily. */
export type PackageNames = ReadonlyMap<string, ReadonlySet<string>>;

/** What a package's file is called, without its extension; no package has a plus in its name. */
export const toPackageFile = (name: string): string => `package-${name.replaceAll('/', '+')}`;

export const parsePackageFile = (file: string): string => file.slice('package-'.length).replaceAll('+', '/');

/** Makes entry points `package:<name>` of what is used of each package: the rest of it is left out, as in a build of one piece. */
export const providePackages = (packages: PackageNames, root: string): Plugin => ({
  name: 'provide-packages',
  setup: (build) => {
    build.onResolve({ filter: /^package:/ }, async ({ path }) => {
      const name = path.slice('package:'.length);
      if (packages.get(name)?.has('*')) {
        const { path: file, errors } = await build.resolve(name, { kind: 'import-statement', resolveDir: root });
        return { path: file, errors };
      }
      // An .mjs file takes the default export of a CommonJS package as Node does.
      return { path: `${name}.mjs`, namespace: 'package' };
    });
    build.onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => {
      const name = path.slice(0, -'.mjs'.length);
      const names = [...(packages.get(name) ?? [])].toSorted();
      const contents = `export { ${names.join(', ')} } from '${name}';\nimport '${name}';\n`;
      return { contents, resolveDir: root };
    });
    build.onEnd(({ metafile }) => ({ errors: findEmptyEntries(metafile).map((text) => ({ text })) }));
  },
});

/** esbuild gives a CommonJS package that is an entry point no named exports. */
const findEmptyEntries = (metafile: Metafile | undefined): readonly string[] =>
  Object.values(metafile?.outputs ?? {}).flatMap(({ entryPoint = '' }) =>
    metafile?.inputs[entryPoint]?.format === 'cjs'
      ? [
          `${entryPoint} is CommonJS and cannot be imported lazily: import it statically in a module that is imported lazily`,
        ]
      : [],
  );
