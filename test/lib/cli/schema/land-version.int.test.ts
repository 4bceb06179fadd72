import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventSchema } from '../../../../functions/contracts/registry/event-schema.ts';
import { findRegistryFaults } from '../../../../functions/contracts/registry/find-registry-faults.ts';
import { landVersion } from '../../../../lib/cli/schema/land-version.ts';
import { readRegistry } from '../../../../lib/cli/schema/read-registry.ts';

const event = 'OrderPlaced';
const schema: EventSchema = {
  type: 'object',
  properties: { id: { type: 'string' } },
  required: ['id'],
  additionalProperties: false,
};
const wider: EventSchema = { ...schema, properties: { id: { type: 'string' }, note: { type: 'string' } } };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-registry-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('versions that landed are read again, without a fault', async () => {
  await landVersion(folder, await readRegistry(folder), { event, version: 1, schema });

  const written = await landVersion(folder, await readRegistry(folder), { event, version: 2, schema: wider });

  const registry = await readRegistry(folder);
  expect(written).toEqual(['OrderPlaced/v2.json', 'OrderPlaced/v2.xsd']);
  expect(registry.versions.map(({ version }) => version)).toEqual([1, 2]);
  expect(findRegistryFaults(registry, [{ event, version: 2, schema: wider }])).toEqual([]);
});

test('a landed version is never written over', async () => {
  await landVersion(folder, await readRegistry(folder), { event, version: 1, schema });
  const landed = await readFile(join(folder, 'OrderPlaced/v1.json'), 'utf8');

  await expect(landVersion(folder, await readRegistry(folder), { event, version: 1, schema: wider })).rejects.toThrow(
    expect.objectContaining({ code: 'VERSION_LANDED' }),
  );

  expect(await readFile(join(folder, 'OrderPlaced/v1.json'), 'utf8')).toBe(landed);
});

test('a version that somebody edited into something else is named', async () => {
  await landVersion(folder, await readRegistry(folder), { event, version: 1, schema });
  await writeFile(join(folder, 'OrderPlaced/v1.json'), '{"type":"object","oneOf":[]}');

  await expect(readRegistry(folder)).rejects.toThrow(
    expect.objectContaining({ code: 'REGISTRY_UNREADABLE', message: expect.stringContaining('OrderPlaced/v1.json') }),
  );
});
