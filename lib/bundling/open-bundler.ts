import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, context, type Metafile } from 'esbuild';
import { type BundlingOptions, toHandlerOptions, toPackageOptions } from './build-options.ts';
import { BundlingError } from './bundling-error.ts';
import { type BundleFile, collectBundles, type Output, readOutputs } from './collect-bundles.ts';
import { findHandlers } from './find-handlers.ts';
import { findPackageNames, type UsedPackages } from './find-package-names.ts';
import type { PackageNames } from './provide-packages.ts';
import { toBundlingError } from './to-bundling-error.ts';

/** Builds all handlers as often as it is asked to, and does again only what a change can concern. */
export interface Bundler {
  /**
   * @returns bundle name → files, by name
   * @throws BundlingError naming file, line and message
   */
  run(): Promise<ReadonlyMap<string, readonly BundleFile[]>>;
  close(): Promise<void>;
}

export const openBundler = async (options: BundlingOptions): Promise<Bundler> => {
  const included = new Set<string>();
  const open = async () => {
    const handlers = await findHandlers(options.root);
    return {
      key: JSON.stringify(handlers),
      handlers,
      context: await context(toHandlerOptions(options, handlers, included)),
    };
  };
  let current = await open();
  let packages: BuiltPackages | undefined;

  const reopen = async (): Promise<void> => {
    await current.context.dispose();
    current = await open();
  };

  const buildHandlers = async (): Promise<{ outputs: ReadonlyMap<string, Output>; used: UsedPackages }> => {
    const { metafile, outputFiles } = await current.context.rebuild();
    const used = findPackageNames(metafile, outputFiles);
    if (used.whole.length > 0) {
      for (const name of used.whole) included.add(name);
      await reopen();
      return buildHandlers();
    }
    const entries = new Set(current.handlers.map(({ name }) => `${name}.mjs`));
    requireHandlers(metafile, entries);
    return { outputs: readOutputs(metafile, outputFiles, entries), used };
  };

  const run = async (): Promise<ReadonlyMap<string, readonly BundleFile[]>> => {
    if (JSON.stringify(await findHandlers(options.root)) !== current.key) await reopen();
    const installedAtMs = await readInstallationTime(options.root);
    const { outputs, used } = await buildHandlers();
    if (!packages || packages.installedAtMs !== installedAtMs || !isCovered(used.names, packages.names)) {
      packages = { names: used.names, installedAtMs, outputs: await buildPackages(used.names) };
    }
    const names = current.handlers.map(({ name }) => name);
    return collectBundles(names, new Map([...packages.outputs, ...outputs]));
  };

  const buildPackages = async (names: PackageNames): Promise<ReadonlyMap<string, Output>> => {
    try {
      const { metafile, outputFiles } = await build(toPackageOptions(options, names));
      return readOutputs(metafile, outputFiles);
    } catch (error) {
      // With the packages in the same build, esbuild says which of our files imports what is not there.
      await build(toHandlerOptions(options, current.handlers, new Set(names.keys())));
      throw error;
    }
  };

  return {
    run: async () => {
      try {
        return await run();
      } catch (error) {
        throw toBundlingError(error);
      }
    },
    close: () => current.context.dispose(),
  };
};

interface BuiltPackages {
  readonly names: PackageNames;
  readonly installedAtMs: number;
  readonly outputs: ReadonlyMap<string, Output>;
}

/** A file that is being written is empty for a moment: it builds, and would replace a handler that works. */
const requireHandlers = ({ outputs }: Metafile, entries: ReadonlySet<string>): void => {
  const errors = Object.entries(outputs).flatMap(([path, { entryPoint, exports }]) =>
    !entries.has(basename(path)) || exports.includes('handler')
      ? []
      : [{ text: `${entryPoint}: exports no handler`, location: null }],
  );
  if (errors.length > 0) throw new BundlingError(errors);
};

/** npm writes this file at each installation. */
const readInstallationTime = (root: string): Promise<number> =>
  stat(join(root, 'node_modules', '.package-lock.json')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

const isCovered = (wanted: PackageNames, built: PackageNames): boolean =>
  [...wanted].every(([name, names]) => built.get(name)?.isSupersetOf(names));
