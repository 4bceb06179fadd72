import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { readAssembly } from '../../../lib/assembly/read-assembly.ts';
import { physical } from './template-fixture.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/assembly');

test.each(['one-stack', 'several-stacks'])('the assembly %s is read as it should be', async (name) => {
  const directory = join(fixtures, name);
  const expected: unknown = JSON.parse(await readFile(join(directory, 'expected-model.json'), 'utf8'));

  const model = await readAssembly(directory, physical);

  const functions = model.functions.map((each) => ({
    ...each,
    codeDirectory: relative(directory, each.codeDirectory),
  }));
  expect(JSON.parse(JSON.stringify({ ...model, functions }))).toEqual(expected);
});

test('the same assembly is read as the same model, whatever the endpoints', async () => {
  const directory = join(fixtures, 'several-stacks');

  const first = await readAssembly(directory, physical);
  const again = await readAssembly(directory, { ...physical, apiUrl: 'http://127.0.0.1:3999' });

  expect(again.eventSources).toEqual(first.eventSources);
  expect(again.routes).toEqual(first.routes);
});

test('a folder without an assembly is told with how to make one', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'assembly-'));

  const reading = readAssembly(directory, physical);

  await expect(reading).rejects.toMatchObject({
    code: 'ASSEMBLY_UNREADABLE',
    message: expect.stringContaining('manifest.json'),
    actions: [expect.stringContaining('bin/app.ts')],
  });
  await rm(directory, { recursive: true });
});

test('a template that is none is told by its file', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'assembly-'));
  const properties = { templateFile: 'Shop.template.json' };
  await writeFile(
    join(directory, 'manifest.json'),
    JSON.stringify({ artifacts: { Shop: { type: 'aws:cloudformation:stack', properties } } }),
  );
  await writeFile(join(directory, 'Shop.template.json'), JSON.stringify({ Resources: { Api: { Properties: {} } } }));

  const reading = readAssembly(directory, physical);

  await expect(reading).rejects.toThrow(/Shop\.template\.json cannot be read.*Type/s);
  await rm(directory, { recursive: true });
});
