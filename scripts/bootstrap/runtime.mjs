import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Node that the npm package `node` brought: the same for everybody. Undefined where there is no build for this machine. */
export const pinnedNode = (/** @type {string} */ root) => {
  const path = join(root, 'node_modules', 'node', 'bin', 'node');
  return existsSync(path) ? path : undefined;
};

/** Node 24.7 brought node:crypto's argon2; all else that is used is older. */
export const isOwnNodeNewEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
};
