import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';
import { BundlingError } from '../../../lib/bundling/bundling-error.ts';
import { watchBundles } from '../../../lib/bundling/watch-bundles.ts';
import { openProjectFixture } from './project-fixture.ts';

type Event = { changed: readonly string[] } | { error: unknown };

const watching = async (project: Awaited<ReturnType<typeof openProjectFixture>>) => {
  const events: Event[] = [];
  const watch = await watchBundles(
    project,
    (changed) => events.push({ changed }),
    (error) => events.push({ error }),
  );
  const next = async (): Promise<Event> => {
    for (;;) {
      const event = events.shift();
      if (event) return event;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { next, events, [Symbol.asyncDispose]: () => watch.close() };
};

test('a save names the bundles that contain the file, once they are in place', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);

  await project.write('functions/kit/region-names.ts', 'export const nameRegion = (id: string) => "renamed " + id;\n');

  expect(await watch.next()).toEqual({ changed: ['grid-accept-dispatch'] });
  expect(await project.readBundle('grid-accept-dispatch')).toContain('renamed');
});

test('a save by rename, as editors do, is seen; one that changes nothing is not told', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);
  const file = join(project.root, 'functions/grid/analyse.ts');

  await writeFile(`${file}~`, "export const handler = async () => 'saved';\n");
  await rename(`${file}~`, file);
  const first = await watch.next();
  await project.write('functions/contracts/api-key.ts', "export const header = 'x-other-key';\n");
  await project.write('functions/grid/accept-dispatch.ts', "export const handler = async () => 'last';\n");
  const second = await watch.next();

  expect([first, second]).toEqual([{ changed: ['grid-analyse'] }, { changed: ['grid-accept-dispatch'] }]);
});

test('a file that is replaced again and again, by git or an editor, is seen each time', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);
  const file = join(project.root, 'functions/grid/analyse.ts');
  const told: Event[] = [];

  for (const text of ['one', 'two', 'three']) {
    await rm(file);
    await writeFile(`${file}~`, `export const handler = async () => '${text}';\n`);
    await rename(`${file}~`, file);
    told.push(await watch.next());
  }

  expect(told).toEqual(Array(3).fill({ changed: ['grid-analyse'] }));
  expect(await project.readBundle('grid-analyse')).toContain('three');
});

test('an error is reported and the next save is built again', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);

  await project.write('functions/grid/analyse.ts', 'export const handler = async ( => 1;\n');
  const broken = await watch.next();
  await project.write('functions/grid/analyse.ts', "export const handler = async () => 'mended';\n");
  const mended = await watch.next();

  expect(broken).toEqual({ error: expect.any(BundlingError) });
  expect(mended).toEqual({ changed: ['grid-analyse'] });
  expect(await project.readBundle('grid-analyse')).toContain('mended');
});

test('a handler that is empty for a moment, while it is written, is neither taken nor reported', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);
  const before = await project.readBundle('grid-analyse');

  await project.write('functions/grid/analyse.ts', '');
  await new Promise((resolve) => setTimeout(resolve, 80));
  const meanwhile = await project.readBundle('grid-analyse');
  await project.write('functions/grid/analyse.ts', "export const handler = async () => 'whole';\n");

  expect(await watch.next()).toEqual({ changed: ['grid-analyse'] });
  expect(meanwhile).toBe(before);
});

test('a handler that stays without its export is reported and not taken', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);
  const before = await project.readBundle('grid-analyse');

  await project.write('functions/grid/analyse.ts', 'export const other = 1;\n');

  expect(await watch.next()).toMatchObject({
    error: { code: 'BUNDLING_FAILED', message: 'functions/grid/analyse.ts: exports no handler' },
  });
  expect(await project.readBundle('grid-analyse')).toBe(before);
});

test('a new handler is bundled and named', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);

  await project.write('functions/orders/accept.ts', 'export const handler = async () => 1;\n');

  expect(await watch.next()).toEqual({ changed: ['orders-accept'] });
});

test('what a save imports of a package for the first time is there, and is built again once it is installed anew', async () => {
  await using project = await openProjectFixture();
  const install = async (version: number) => {
    await project.write(
      'node_modules/lib/index.js',
      `exports.one = 'one v${version}'; exports.two = 'two v${version}';\n`,
    );
    await project.write('node_modules/.package-lock.json', '{}');
  };
  const save = (name: string) =>
    project.write(
      'functions/grid/analyse.ts',
      `import { ${name} } from 'lib';\nexport const handler = async () => ${name};\n`,
    );
  const call = async (): Promise<string> => {
    const url = pathToFileURL(join(project.outDirectory, 'grid-analyse', 'index.mjs')).href;
    const script = `console.log(await (await import('${url}')).handler())`;
    return (await execa(process.execPath, ['--input-type=module', '-e', script])).stdout;
  };
  await install(1);
  await save('one');
  await using watch = await watching(project);

  await save('two');
  const named = await watch.next();
  const first = await call();
  await install(2);
  await save('one');
  await watch.next();

  expect(named).toEqual({ changed: ['grid-analyse'] });
  expect([first, await call()]).toEqual(['two v1', 'one v2']);
});

test('a handler that was removed and comes back as it was is whole again', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);
  const before = await project.readBundle('grid-analyse');
  const text = "import fuels from './data/fuels.csv';\nexport const handler = async () => fuels.split('\\n').length;\n";

  await project.remove('functions/grid/analyse.ts');
  await project.write('functions/grid/accept-dispatch.ts', "export const handler = async () => 'alone';\n");
  await watch.next();
  await expect(project.readBundle('grid-analyse')).rejects.toThrow('ENOENT');
  await project.write('functions/grid/analyse.ts', text);
  const back = await watch.next();

  expect(back).toMatchObject({ changed: expect.arrayContaining(['grid-analyse']) });
  expect(await project.readBundle('grid-analyse')).toBe(before);
});

test('a first build that fails is thrown and nothing is left watching', async () => {
  await using project = await openProjectFixture();
  await project.write('functions/grid/analyse.ts', 'export const = 1;\n');

  await expect(watching(project)).rejects.toThrow(BundlingError);
});
