import { z } from 'zod';
import { listContractVersions } from '../../../../functions/contracts/registry/contract-versions.ts';
import { findRegistryFaults } from '../../../../functions/contracts/registry/find-registry-faults.ts';
import { readRegistry, registryFolder } from '../../../../lib/cli/schema/read-registry.ts';
import { dispatchEvent, weatherObservation } from '../../fixtures/grid-events.ts';

const registry = await readRegistry(registryFolder);

test('every landed version is as it landed, reads the one before, and the newest is what the code generates', () => {
  expect(registry.versions.length).toBeGreaterThan(0);
  expect(findRegistryFaults(registry, listContractVersions())).toEqual([]);
});

test.each([
  ['MarketDispatchEvent', dispatchEvent()],
  ['WeatherObservation', weatherObservation()],
])('every landed version of %s that accepts an event of today refuses it with an unknown field', (event, example) => {
  const versions = registry.versions.filter((each) => each.event === event);

  const verdicts = versions.map(({ schema }) => {
    const landed = z.fromJSONSchema(schema);
    return [landed.safeParse(example).success, landed.safeParse({ ...example, unknown: 1 }).success];
  });

  expect(verdicts).toEqual(versions.map(() => [true, false]));
  expect(verdicts).not.toEqual([]);
});
