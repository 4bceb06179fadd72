import type { ImportKind } from 'esbuild';
import { findPackageNames } from '../../../lib/bundling/find-package-names.ts';

const find = (text: string, kind: ImportKind = 'import-statement') => {
  const paths = [...text.matchAll(/"(\.\/package-[^"]+)"/g)].map(([, path = '']) => path);
  const imports = paths.map((path) => ({ path, kind, external: true }));
  const output = { imports, bytes: 0, inputs: {}, exports: [] };
  const file = { path: '/all/handler.mjs', text, contents: Buffer.from(text), hash: '' };
  const { names, whole } = findPackageNames({ inputs: {}, outputs: { 'all/handler.mjs': output } }, [file]);
  return { names: Object.fromEntries([...names].map(([name, used]) => [name, [...used]])), whole };
};

test.each([
  ['import { z } from "./package-zod.mjs";', { zod: ['z'] }],
  ['import { z as z2, ZodError } from "./package-zod.mjs";', { zod: ['z', 'ZodError'] }],
  ['import {\n  z,\n  ZodError as E\n} from "./package-zod.mjs";', { zod: ['z', 'ZodError'] }],
  ['import middy from "./package-@middy+core.mjs";', { '@middy/core': ['default'] }],
  ['import middy, { other } from "./package-@middy+core.mjs";', { '@middy/core': ['default', 'other'] }],
  ['import "./package-polyfill+auto.mjs";', { 'polyfill/auto': [] }],
  ['export { z } from "./package-zod.mjs";', { zod: ['z'] }],
  ['import { a } from "node:util";\nimport { z } from "./package-zod.mjs";', { zod: ['z'] }],
])('reads %j', (text, names) => {
  expect(find(text)).toEqual({ names, whole: [] });
});

test('of a package that is imported lazily every name may be used', () => {
  expect(find('const { one } = await import("./package-x.mjs");\n', 'dynamic-import')).toEqual({
    names: { x: ['*'] },
    whole: [],
  });
});

test('the names of two statements are put together', () => {
  expect(find('import { a } from "./package-x.mjs";\nimport { b } from "./package-x.mjs";\n').names).toEqual({
    x: ['a', 'b'],
  });
});

test.each(['import * as all from "./package-x.mjs";', 'export * from "./package-x.mjs";'])(
  'of %j it says that the whole package is used',
  (text) => {
    expect(find(text).whole).toEqual(['x']);
  },
);
