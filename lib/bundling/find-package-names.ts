import { basename } from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';
import { type PackageNames, parsePackageFile } from './provide-packages.ts';

export interface UsedPackages {
  readonly names: PackageNames;
  /** Imported statically as a namespace: which names are used cannot be told. */
  readonly whole: readonly string[];
}

/** Which names a build without its packages imports from them, read from the import statements that esbuild prints. */
export const findPackageNames = (metafile: Metafile, files: readonly OutputFile[]): UsedPackages => {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const imported = new Set(imports.map(({ path }) => path).filter((path) => path.startsWith('./package-')));
  const names = new Map([...imported].map((path) => [parsePackageFile(basename(path, '.mjs')), new Set<string>()]));
  const whole = new Set<string>();
  for (const file of files.filter(({ path }) => path.endsWith('.mjs'))) {
    for (const [, clause = '', path = ''] of file.text.matchAll(importStatement)) {
      if (!imported.has(path)) continue;
      const name = parsePackageFile(basename(path, '.mjs'));
      if (clause.includes('*')) whole.add(name);
      else for (const each of parseClause(clause)) names.get(name)?.add(each);
    }
  }
  for (const { kind, path } of imports) {
    if (kind === 'dynamic-import' && imported.has(path)) names.get(parsePackageFile(basename(path, '.mjs')))?.add('*');
  }
  return { names, whole: [...whole] };
};

const importStatement = /^(?:import|export) (?:([^";]+?) from )?"(\.\/package-[^"]+)";$/gm;

/** `first, { second, third as other }`, where what precedes the braces is the default export. */
const parseClause = (clause: string): readonly string[] => {
  const [, first, list = ''] = /^([^{]*?),? ?(?:\{([^}]*)\})?$/.exec(clause) ?? [];
  const listed = list.split(',').map((each) => each.trim().split(' as ')[0] ?? '');
  return [...(first ? ['default'] : []), ...listed.filter((each) => each !== '')];
};
