import { build } from 'esbuild';
import { toBuildOptions } from './build-options.ts';
import { collectBundles } from './collect-bundles.ts';
import { findHandlers } from './find-handlers.ts';
import { type Bundle, storeBundles } from './store-bundles.ts';
import { toBundlingError } from './to-bundling-error.ts';

export interface BundlingOptions {
  /** The project's root, which holds functions/. */
  readonly root: string;
  /** Absolute; it belongs to the bundles alone, anything else in it is removed. */
  readonly outDirectory: string;
}

/**
 * Bundles every handler in one esbuild build, each into `<outDirectory>/<name>/index.mjs`.
 *
 * @throws BundlingError naming file, line and message; then no bundle is touched
 */
export const buildBundles = async ({ root, outDirectory }: BundlingOptions): Promise<readonly Bundle[]> => {
  const options = toBuildOptions(root, outDirectory, await findHandlers(root));
  const result = await build(options).catch(throwBundlingError);
  return storeBundles(outDirectory, collectBundles(result, options));
};

const throwBundlingError = (cause: unknown): never => {
  throw toBundlingError(cause);
};
