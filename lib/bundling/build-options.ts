import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import type { Handler } from './find-handlers.ts';
import { importPackages } from './import-packages.ts';
import { type PackageNames, providePackages, toPackageFile } from './provide-packages.ts';

/** Where bundles are built from, and where to. */
export interface BundlingOptions {
  /** The project's root, which holds functions/. */
  readonly root: string;
  /** Absolute; it belongs to the bundles alone, anything else in it is removed. */
  readonly outDirectory: string;
}

/**
 * CommonJS packages inside a bundle require Node's own modules, which an ES module has no `require` for. It is put on the
 * global object because a declaration would collide with a package that declares its own.
 */
const requireForCommonJs =
  "import { createRequire as createRequireForBundle } from 'node:module';" +
  'globalThis.require ??= createRequireForBundle(import.meta.url);';

const toCommonOptions = ({ root, outDirectory }: BundlingOptions) =>
  ({
    absWorkingDir: root,
    // As deep as a bundle's folder, so that the paths in source maps hold there.
    outdir: join(outDirectory, 'all'),
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    loader: { '.csv': 'text' },
    banner: { js: requireForCommonJs },
    sourcemap: 'external',
    sourcesContent: false,
    minify: false,
    legalComments: 'none',
    logLevel: 'silent',
  }) as const satisfies BuildOptions;

/**
 * One build of all handlers for Node 24, held in memory: `<name>.mjs` for each, and chunks of what several share. It imports
 * packages from the files of `toPackageOptions`, except those that are `included`.
 */
export const toHandlerOptions = (
  options: BundlingOptions,
  handlers: readonly Handler[],
  included: ReadonlySet<string>,
) => ({
  ...toCommonOptions(options),
  entryPoints: handlers.map(({ name, file }) => ({ in: file, out: name })),
  chunkNames: 'chunk-[hash]',
  // An error's name is its class's. In packages it would cost a call for each closure, a tenth of a function's processor time.
  keepNames: true,
  plugins: [importPackages(included)],
});

/** One build of all packages that handlers import: a file for each, and chunks of what several share. */
export const toPackageOptions = (options: BundlingOptions, packages: PackageNames) => ({
  ...toCommonOptions(options),
  entryPoints: [...packages.keys()].map((name) => ({ in: `package:${name}`, out: toPackageFile(name) })),
  chunkNames: 'package-chunk-[hash]',
  plugins: [providePackages(packages, options.root)],
});
