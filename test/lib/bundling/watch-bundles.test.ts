import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

test('a new handler is bundled and named', async () => {
  await using project = await openProjectFixture();
  await using watch = await watching(project);

  await project.write('functions/orders/accept.ts', 'export const handler = async () => 1;\n');

  expect(await watch.next()).toEqual({ changed: ['orders-accept'] });
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
