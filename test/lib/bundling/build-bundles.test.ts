import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { buildBundles } from '../../../lib/bundling/build-bundles.ts';
import { BundlingError } from '../../../lib/bundling/bundling-error.ts';
import { openProjectFixture, type ProjectFixture } from './project-fixture.ts';

const run = async (project: ProjectFixture, name: string): Promise<string> => {
  const url = pathToFileURL(join(project.outDirectory, name, 'index.mjs')).href;
  const { stdout } = await execa(process.execPath, [
    '--enable-source-maps',
    '--input-type=module',
    '-e',
    `const { handler } = await import('${url}'); console.log(await handler().catch((error) => error.stack));`,
  ]);
  return stdout;
};

test('makes one folder of every file directly under a flow, and none of contracts, kit or deeper folders', async () => {
  await using project = await openProjectFixture();
  await project.write('functions/grid/ledger/entry.ts', 'export const entry = 1;\n');

  const bundles = await buildBundles(project);

  expect(bundles.map(({ name }) => name)).toEqual(['grid-accept-dispatch', 'grid-analyse']);
  const files = await readdir(join(project.outDirectory, 'grid-analyse'));
  expect(files).toEqual(expect.arrayContaining(['index.mjs', 'index.mjs.map']));
});

test('a bundle runs by itself: shared modules and CSV text are inside it', async () => {
  await using project = await openProjectFixture();

  await buildBundles(project);

  expect(await run(project, 'grid-accept-dispatch')).toBe('region NSW1');
  expect(await run(project, 'grid-analyse')).toBe('3');
});

test('a module that is imported lazily is a file of its own, in the folders that reach it alone', async () => {
  await using project = await openProjectFixture();
  await project.write('functions/kit/rare.ts', "export const rare = 'loaded late';\n");
  await project.write(
    'functions/orders/accept.ts',
    "export const handler = async () => (await import('../kit/rare.ts')).rare;\n",
  );

  const bundles = await buildBundles(project);

  const chunks = async (name: string) =>
    (await readdir(join(project.outDirectory, name))).filter((file) => /^chunk-.*\.mjs$/.test(file));
  const texts = (await chunks('orders-accept')).map((file) =>
    readFile(join(project.outDirectory, 'orders-accept', file), 'utf8'),
  );
  expect(bundles.map(({ name }) => name)).toEqual(['grid-accept-dispatch', 'grid-analyse', 'orders-accept']);
  expect(await run(project, 'orders-accept')).toBe('loaded late');
  expect((await Promise.all(texts)).filter((text) => text.includes('loaded late'))).toHaveLength(1);
  expect((await chunks('orders-accept')).length).toBe((await chunks('grid-analyse')).length + 1);
});

test('a CommonJS package that requires a module of Node works, beside one that declares its own require', async () => {
  await using project = await openProjectFixture();
  await project.write('node_modules/old/index.js', "exports.join = () => require('node:path').join('a', 'b');\n");
  await project.write(
    'node_modules/own/index.mjs',
    "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n" +
      "export const sep = () => require('node:path').posix.sep;\n",
  );
  await project.write('node_modules/own/package.json', '{"name":"own","module":"index.mjs"}');
  await project.write(
    'functions/orders/accept.ts',
    "import old from 'old';\nimport { sep } from 'own';\nexport const handler = async () => old.join() + sep();\n",
  );

  await buildBundles(project);

  expect(await run(project, 'orders-accept')).toBe('a/b/');
});

test('packages are taken as Node takes them: a default export, a namespace, lazily, for its effect', async () => {
  await using project = await openProjectFixture();
  await project.write('package.json', '{"type":"module"}');
  await project.write(
    'node_modules/old/index.js',
    'exports.__esModule = true; exports.default = 1; exports.two = 2; exports.three = 3;\n',
  );
  await project.write('node_modules/old/package.json', '{"name":"old"}');
  await project.write('functions/kit/three.ts', "export { three } from 'old';\n");
  await project.write('node_modules/new/index.mjs', 'export const four = 4; export const unused = "left out";\n');
  await project.write('node_modules/new/package.json', '{"name":"new","exports":"./index.mjs","sideEffects":false}');
  await project.write('node_modules/lazy/index.mjs', 'export default 7; export const eight = 8;\n');
  await project.write('node_modules/lazy/package.json', '{"name":"lazy","exports":"./index.mjs"}');
  await project.write('node_modules/effect/sub/index.mjs', 'globalThis.effect = 5;\n');
  await project.write('node_modules/@scope/all/index.mjs', 'export const six = 6;\n');
  await project.write('node_modules/@scope/all/package.json', '{"name":"@scope/all","exports":"./index.mjs"}');
  await project.write(
    'functions/orders/accept.ts',
    `import 'effect/sub/index.mjs';
     import * as all from '@scope/all';
     import { four } from 'new';
     import old, { two } from 'old';
     export const handler = async () =>
       [old.default, two, (await import('../kit/three.ts')).three, four, globalThis.effect, Object.values(all),
         (await import('lazy')).default, (await import('lazy')).eight].join(' ');`,
  );

  await buildBundles(project);

  expect(await run(project, 'orders-accept')).toBe('1 2 3 4 5 6 7 8');
  const directory = join(project.outDirectory, 'orders-accept');
  const modules = (await readdir(directory)).filter((file) => file.endsWith('.mjs'));
  const texts = await Promise.all(modules.map((file) => readFile(join(directory, file), 'utf8')));
  expect(texts.join('')).not.toContain('left out');
});

test.each([
  ['import { one } from "absent";', 'functions/orders/accept.ts:2:21: Could not resolve "absent"'],
  [
    'import { one } from "new";',
    'functions/orders/accept.ts:2:10: No matching export in "node_modules/new/index.mjs" for import "one"',
  ],
  [
    'const { one } = await import("old");',
    'node_modules/old/index.js is CommonJS and cannot be imported lazily: import it statically in a module that is imported lazily',
  ],
])('a package that cannot be imported so is reported at our import: %s', async (statement, message) => {
  await using project = await openProjectFixture();
  await project.write('node_modules/new/index.mjs', 'export const four = 4;\n');
  await project.write('node_modules/new/package.json', '{"name":"new","exports":"./index.mjs"}');
  await project.write('node_modules/old/index.js', 'exports.one = 1;\n');
  await project.write('functions/orders/accept.ts', `\n${statement}\nexport const handler = async () => one;\n`);

  const failure = await buildBundles(project).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(BundlingError);
  expect(String(failure)).toContain(message);
});

test('a stack trace names the source, its line and the function', async () => {
  await using project = await openProjectFixture();
  await project.write(
    'functions/trading/match.ts',
    "\n\nconst refuseOrder = () => {\n  throw new Error('refused');\n};\nexport const handler = async () => refuseOrder();\n",
  );

  await buildBundles(project);

  expect(await run(project, 'trading-match')).toMatch(/refuseOrder \(.*functions\/trading\/match\.ts:4:9\)/);
});

test('the hash depends on the content alone, not on where the project lies', async () => {
  await using here = await openProjectFixture();
  await using there = await openProjectFixture();

  const [first, again, elsewhere] = [await buildBundles(here), await buildBundles(here), await buildBundles(there)];

  const hashes = (bundles: typeof first) => bundles.map(({ hash }) => hash);
  expect(hashes(again)).toEqual(hashes(first));
  expect(hashes(elsewhere)).toEqual(hashes(first));
  expect(new Set(hashes(first)).size).toBe(2);
});

test('a change rewrites the bundles that contain it and leaves the others as they are', async () => {
  await using project = await openProjectFixture();
  const before = await buildBundles(project);
  const timeOf = async (name: string) => (await stat(join(project.outDirectory, name, 'index.mjs'))).mtimeMs;
  const untouchedAt = await timeOf('grid-analyse');

  await project.write(
    'functions/kit/region-names.ts',
    'export const nameRegion = (id: string): string => "r-" + id;\n',
  );
  const after = await buildBundles(project);

  expect(after[0]?.hash).not.toBe(before[0]?.hash);
  expect(after[1]?.hash).toBe(before[1]?.hash);
  expect(await timeOf('grid-analyse')).toBe(untouchedAt);
  expect(await project.readBundle('grid-accept-dispatch')).toContain('r-');
});

test('the folder of a handler that is gone is removed', async () => {
  await using project = await openProjectFixture();
  await buildBundles(project);
  await mkdir(join(project.outDirectory, 'orders-old'));
  await writeFile(join(project.outDirectory, 'orders-old', 'index.mjs'), '');

  await project.remove('functions/grid/analyse.ts');
  await buildBundles(project);

  expect(await readdir(project.outDirectory)).toEqual(['grid-accept-dispatch']);
});

test('a failure names file, line and message, and touches no bundle', async () => {
  await using project = await openProjectFixture();
  await buildBundles(project);
  const before = await project.readBundle('grid-analyse');
  await project.write('functions/grid/analyse.ts', "\nimport { missing } from './missing.ts';\nmissing();\n");

  const failure = await buildBundles(project).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(BundlingError);
  expect(failure).toMatchObject({ code: 'BUNDLING_FAILED', file: 'functions/grid/analyse.ts', line: 2 });
  expect(String(failure)).toContain('functions/grid/analyse.ts:2:25: Could not resolve "./missing.ts"');
  expect(await project.readBundle('grid-analyse')).toBe(before);
});
