import type { EventSchema } from '../../../../functions/contracts/registry/event-schema.ts';
import { findRegistryFaults } from '../../../../functions/contracts/registry/find-registry-faults.ts';
import { toSchemaText } from '../../../../functions/contracts/registry/generate-schema.ts';
import { digestOf, type Registry } from '../../../../functions/contracts/registry/registry.ts';
import { generateXsd } from '../../../../functions/contracts/registry/xsd/generate-xsd.ts';

const event = 'OrderPlaced';
const one: EventSchema = {
  type: 'object',
  properties: { id: { type: 'string' } },
  required: ['id'],
  additionalProperties: false,
};
const two: EventSchema = { ...one, properties: { ...one.properties, note: { type: 'string' } } };
const narrow: EventSchema = { ...one, properties: { id: { type: 'string', maxLength: 3 } } };

const registryOf = (...schemas: readonly (EventSchema | undefined)[]): Registry => {
  const versions = schemas.flatMap((schema, index) =>
    schema === undefined ? [] : [{ event, version: index + 1, schema }],
  );
  const texts = new Map(
    versions.flatMap(({ version, schema }) => [
      [`${event}/v${version}.json`, toSchemaText(event, schema)] as const,
      [`${event}/v${version}.xsd`, generateXsd(event, version, schema)] as const,
    ]),
  );
  return { texts, versions, digests: Object.fromEntries([...texts].map(([path, text]) => [path, digestOf(text)])) };
};

const inCode = (version: number, schema: EventSchema) => ({ event, version, schema });

test('a registry whose newest version is the code has no fault', () => {
  expect(findRegistryFaults(registryOf(one, two), [inCode(1, one), inCode(2, two)])).toEqual([]);
});

test('code may have let go of an old version', () => {
  expect(findRegistryFaults(registryOf(one, two), [inCode(2, two)])).toEqual([]);
});

test.each<[what: string, registry: Registry, contracts: ReturnType<typeof inCode>[], at: string, fault: RegExp]>([
  [
    'a landed file that was edited',
    { ...registryOf(one), texts: new Map(registryOf(one).texts).set('OrderPlaced/v1.json', '{}') },
    [inCode(1, one)],
    'OrderPlaced/v1.json',
    /has changed since it landed/,
  ],
  [
    'a landed file that is gone',
    { ...registryOf(one), digests: { ...registryOf(one).digests, 'OrderPlaced/v2.json': digestOf('') } },
    [inCode(1, one)],
    'OrderPlaced/v2.json',
    /landed and is gone/,
  ],
  [
    'a file that never landed',
    { ...registryOf(one), digests: {} },
    [inCode(1, one)],
    'OrderPlaced/v1.json',
    /not in digests/,
  ],
  [
    'a gap in the versions',
    registryOf(one, undefined, two),
    [inCode(3, two)],
    'OrderPlaced/v3.json',
    /version 2 is missing/,
  ],
  [
    'a version that cannot read the one before',
    registryOf(one, narrow),
    [inCode(2, narrow)],
    'OrderPlaced/v2.json',
    /id: limit narrowed/,
  ],
  [
    'a contract that differs from its version',
    registryOf(one),
    [inCode(1, two)],
    'OrderPlaced/v1.json',
    /note: field added/,
  ],
  [
    'a contract that has not landed',
    registryOf(one),
    [inCode(1, one), inCode(2, two)],
    'OrderPlaced/v2.json',
    /has not landed/,
  ],
  [
    'a newest version without contract',
    registryOf(one, two),
    [inCode(1, one)],
    'OrderPlaced/v2.json',
    /no contract in code/,
  ],
])('finds %s', (_what, registry, contracts, at, fault) => {
  expect(findRegistryFaults(registry, contracts)).toContainEqual({
    at,
    fault: expect.stringMatching(fault),
    fix: expect.stringMatching(/./),
  });
});

test('finds an XSD that says something else than the JSON Schema', () => {
  const registry = registryOf(one);
  const other = generateXsd(event, 1, two);
  const texts = new Map(registry.texts).set('OrderPlaced/v1.xsd', other);
  const digests = { ...registry.digests, 'OrderPlaced/v1.xsd': digestOf(other) };

  expect(findRegistryFaults({ ...registry, texts, digests }, [inCode(1, one)])).toMatchObject([
    { at: 'OrderPlaced/v1.xsd', fault: 'is not the XSD of the JSON Schema' },
  ]);
});
