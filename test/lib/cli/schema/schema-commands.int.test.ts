import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { execa } from 'execa';
import { registryFolder } from '../../../../lib/cli/schema/read-registry.ts';
import { dispatchEvent } from '../../../functions/fixtures/grid-events.ts';

jest.setTimeout(60_000);

const schema = (args: readonly string[], input = '') =>
  execa(process.execPath, [join(import.meta.dirname, '../../../../bin/sluice.ts'), 'schema', ...args], {
    reject: false,
    input,
  });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-schema-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (name: string, value: unknown): Promise<string> => {
  const file = join(folder, name);
  await writeFile(file, JSON.stringify(value));
  return file;
};

test('list shows every landed version and no fault', async () => {
  const { exitCode, stdout } = await schema(['list', '--json']);

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout).data).toMatchObject({
    versions: expect.arrayContaining([
      expect.objectContaining({ event: 'MarketDispatchEvent', version: 1, topic: 'market.dispatch' }),
    ]),
    faults: [],
  });
});

test('validate accepts events from standard input, one on each line', async () => {
  const lines = [dispatchEvent(), dispatchEvent({ region_id: 'TAS1' })].map((event) => JSON.stringify(event));

  const { exitCode, stdout } = await schema(['validate', '-'], lines.join('\n'));

  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '2 of 2 valid; 2 by MarketDispatchEvent v1' });
});

test('validate exits 1 and says where an event is wrong and what puts it right', async () => {
  const file = await fileOf('events.json', [dispatchEvent(), { ...dispatchEvent(), unit: 'kW' }]);

  const { exitCode, stdout } = await schema(['validate', file, '--event', 'MarketDispatchEvent', '--version', '1']);

  expect(exitCode).toBe(1);
  expect(stdout).toContain('item 1 · unit');
  expect(stdout).toContain('→ Use MW for unit');
});

test('evolve lets an optional field be added and refuses a required one, and writes neither', async () => {
  const before = await readFile(join(registryFolder, 'digests.json'), 'utf8');
  const add = (field: string) => schema(['evolve', '--event', 'MarketDispatchEvent', '--add-field', field]);

  const [optional, required] = [await add('carbon_kg:number?'), await add('carbon_kg:number')];

  expect([optional.exitCode, required.exitCode]).toEqual([0, 1]);
  expect(optional.stdout).toMatch(/MarketDispatchEvent may become version \d+\./);
  expect(required.stdout).toMatch(/MarketDispatchEvent may not become version \d+\./);
  expect(await readFile(join(registryFolder, 'digests.json'), 'utf8')).toBe(before);
});

test('evolve judges a schema file, and refuses to write one that may not become a version', async () => {
  const landed = JSON.parse(await readFile(join(registryFolder, 'WeatherObservation/v1.json'), 'utf8'));
  const { location_name: _gone, ...properties } = landed.properties;
  const required = landed.required.filter((name: string) => name !== 'location_name');
  const file = await fileOf('proposed.json', { ...landed, properties, required });

  const { exitCode, stdout } = await schema(['evolve', file, '--write', '--json']);

  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).data).toMatchObject({
    event: 'WeatherObservation',
    allowed: false,
    changes: expect.arrayContaining([expect.objectContaining({ path: 'location_name', change: 'field removed' })]),
    written: [],
  });
});

test('evolve names the keyword that the registry cannot compare', async () => {
  const file = await fileOf('union.json', { type: 'object', properties: { a: { type: 'string', oneOf: [] } } });

  const { exitCode, stderr } = await schema(['evolve', file, '--event', 'MarketDispatchEvent']);

  expect(exitCode).toBe(1);
  expect(stderr).toContain('SCHEMA_REFUSED');
  expect(stderr).toContain('Leave out oneOf');
});

test('diff of a version with itself is FULL', async () => {
  const { exitCode, stdout } = await schema(['diff', 'WeatherObservation', 'v1', '1', '--json']);

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout).data).toMatchObject({ compatibility: 'FULL', changes: [] });
});

test.each([
  [['diff', 'WeatherObservation', '1', '99'], 'has no version 99'],
  [['validate', '-', '--event', 'Nothing'], 'There is no event "Nothing"'],
  [['validate', '-', '--version', '1'], '--version needs --event'],
  [['evolve', '--event', 'MarketDispatchEvent', '--add-field', 'unit:string?'], 'has the field unit already'],
])('%p is a usage error', async (args, message) => {
  const { exitCode, stderr } = await schema(args);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(message);
});
