import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchTree } from '../foundation/watch-tree.ts';
import type { BundlingOptions } from './build-options.ts';
import { openBundler } from './open-bundler.ts';
import { storeBundles } from './store-bundles.ts';

export interface BundleWatch {
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** An editor writes one save as several changes. */
const settleMs = 20;
/** A file that was read half-written does not build; its rest follows. */
const graceMs = 100;

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
  const bundler = await openBundler(options);
  const inPlace = new Map<string, string>();
  let hashes: ReadonlyMap<string, string> = new Map();

  const build = async (): Promise<ReadonlyMap<string, string>> => {
    const bundles = storeBundles(options.outDirectory, await bundler.run(), inPlace);
    return new Map(bundles.map(({ name, hash }) => [name, hash]));
  };
  const rebuild = async (): Promise<void> => {
    isPending = false;
    try {
      const next = await build();
      const changed = [...next].filter(([name, hash]) => hashes.get(name) !== hash).map(([name]) => name);
      hashes = next;
      if (changed.length > 0) onChange(changed);
    } catch (error) {
      const seen = changes;
      await delay(graceMs);
      if (changes === seen) onError(error);
    }
  };

  const first = build();
  let running = first.then((built) => {
    hashes = built;
  });
  let timer: NodeJS.Timeout | undefined;
  let isPending = false;
  let changes = 0;
  const onSave = (): void => {
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isPending) return;
      isPending = true;
      running = running.then(rebuild);
    }, settleMs);
  };
  const watcher = watchTree([join(options.root, 'functions')], onSave, onError);

  const close = async (): Promise<void> => {
    watcher.close();
    clearTimeout(timer);
    await running.catch(() => undefined);
    await bundler.close();
  };

  try {
    await first;
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
};
