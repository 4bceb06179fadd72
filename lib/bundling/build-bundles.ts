import type { BundlingOptions } from './build-options.ts';
import { openBundler } from './open-bundler.ts';
import { type Bundle, storeBundles } from './store-bundles.ts';

/**
 * Bundles every handler into `<outDirectory>/<name>/index.mjs`, with the chunks and packages that it shares with others beside it.
 *
 * @throws BundlingError naming file, line and message; then no bundle is touched
 */
export const buildBundles = async (options: BundlingOptions): Promise<readonly Bundle[]> => {
  const bundler = await openBundler(options);
  try {
    return storeBundles(options.outDirectory, await bundler.run());
  } finally {
    await bundler.close();
  }
};
