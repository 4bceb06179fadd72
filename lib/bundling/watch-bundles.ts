import { watch } from 'node:fs';
import { join } from 'node:path';
import { context } from 'esbuild';
import type { BundlingOptions } from './build-bundles.ts';
import { toBuildOptions } from './build-options.ts';
import { collectBundles } from './collect-bundles.ts';
import { findHandlers } from './find-handlers.ts';
import { storeBundles } from './store-bundles.ts';
import { toBundlingError } from './to-bundling-error.ts';

export interface BundleWatch {
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** An editor writes one save as several changes. */
const settleMs = 20;

/**
 * Builds all bundles, then again whenever something under functions/ is saved; each time, `onChange` gets the names of the bundles
 * whose content changed or that are new, once they are in place, and is not called where none did. A build that fails is reported
 * to `onError` and leaves the bundles as they are; the next save is built again.
 *
 * @throws BundlingError where the first build fails
 */
export const watchBundles = async (
  options: BundlingOptions,
  onChange: (changed: readonly string[]) => void,
  onError: (error: unknown) => void,
): Promise<BundleWatch> => {
  const builds = await openIncrementalBuild(options);
  let hashes: ReadonlyMap<string, string> = new Map();

  const rebuild = async (): Promise<void> => {
    try {
      const next = await builds.run();
      const changed = [...next].filter(([name, hash]) => hashes.get(name) !== hash).map(([name]) => name);
      hashes = next;
      if (changed.length > 0) onChange(changed);
    } catch (error) {
      onError(error);
    }
  };

  const first = builds.run();
  let running = first.then((built) => {
    hashes = built;
  });
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(join(options.root, 'functions'), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(rebuild);
    }, settleMs);
  });
  watcher.on('error', onError);

  const close = async (): Promise<void> => {
    watcher.close();
    clearTimeout(timer);
    await running.catch(() => undefined);
    await builds.close();
  };

  try {
    await first;
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
};

interface IncrementalBuild {
  /** Bundle name → hash of what is now in place. */
  run(): Promise<ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

/** Keeps what esbuild parsed between builds, for as long as the set of handlers stays the same. */
const openIncrementalBuild = async ({ root, outDirectory }: BundlingOptions): Promise<IncrementalBuild> => {
  const open = async () => {
    const handlers = await findHandlers(root);
    const options = toBuildOptions(root, outDirectory, handlers);
    return { key: JSON.stringify(handlers), options, context: await context(options) };
  };
  let current = await open();
  const inPlace = new Map<string, string>();

  return {
    run: async () => {
      if (JSON.stringify(await findHandlers(root)) !== current.key) {
        await current.context.dispose();
        current = await open();
      }
      try {
        const result = await current.context.rebuild();
        const bundles = storeBundles(outDirectory, collectBundles(result, current.options), inPlace);
        return new Map(bundles.map(({ name, hash }) => [name, hash]));
      } catch (error) {
        throw toBundlingError(error);
      }
    },
    close: () => current.context.dispose(),
  };
};
