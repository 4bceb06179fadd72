import { isBuiltin } from 'node:module';
import { sep } from 'node:path';
import type { Plugin } from 'esbuild';
import { toPackageFile } from './provide-packages.ts';

const installed = `${sep}node_modules${sep}`;

/**
 * Leaves out of a build every package that our own code imports, and imports its file in its place. Packages make nine
 * tenths of the code and change with an installation alone. Measured with 23 handlers on two busy cores: 0.06 s a build, 1.0 s with them.
 *
 * @param included packages whose static imports become a part of the build all the same
 */
export const importPackages = (included: ReadonlySet<string>): Plugin => ({
  name: 'import-packages',
  setup: (build) => {
    const found = new Set<string>();
    const asked = Symbol('asked');

    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      const isOurs = pluginData !== asked && !importer.includes(installed);
      const isImport = kind === 'import-statement' ? !included.has(path) : kind === 'dynamic-import';
      if (!isOurs || !isImport || isBuiltin(path)) return undefined;
      if (!found.has(path)) {
        const { errors, path: file } = await build.resolve(path, { kind, importer, resolveDir, pluginData: asked });
        // Resolved once more by esbuild itself, whose message says where the import stands.
        if (errors.length > 0 || !file.includes(installed)) return undefined;
        found.add(path);
      }
      return { path: `./${toPackageFile(path)}.mjs`, external: true };
    });
  },
});
