import fc from 'fast-check';
import { z } from 'zod';
import { compareSchemas } from '../../../../functions/contracts/registry/compare-schemas.ts';
import type { SchemaNode } from '../../../../functions/contracts/registry/event-schema.ts';
import { compatibilityOf } from '../../../../functions/contracts/registry/schema-change.ts';
import { anyDocument, anyPair } from './any-schema.ts';

const accepts = (schema: SchemaNode, document: unknown): boolean =>
  z.fromJSONSchema(schema).safeParse(document).success;

const event = (properties: Record<string, SchemaNode>, rest: Partial<SchemaNode> = {}): SchemaNode => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...rest,
});

const string: SchemaNode = { type: 'string' };
const number: SchemaNode = { type: 'number' };

test('an optional field may be added, a required one may not', () => {
  const older = event({ id: string }, { required: ['id'] });

  const optional = compareSchemas(older, event({ id: string, carbon_kg: number }, { required: ['id'] }));
  const required = compareSchemas(older, event({ id: string, carbon_kg: number }, { required: ['id', 'carbon_kg'] }));

  expect(optional).toEqual([
    {
      path: 'carbon_kg',
      change: 'field added',
      compatibility: 'BACKWARD',
      compatible: true,
      reason: expect.stringContaining('absent from the events already written'),
    },
  ]);
  expect(required).toMatchObject([
    { path: 'carbon_kg', change: 'field added', compatibility: 'NONE', compatible: false },
  ]);
});

test.each<[what: string, older: SchemaNode, newer: SchemaNode, change: string]>([
  ['more values', { type: 'string', enum: ['a'] }, { type: 'string', enum: ['a', 'b'] }, 'values added'],
  [
    'another value for the constant',
    { type: 'string', const: 'a' },
    { type: 'string', enum: ['a', 'b'] },
    'values added',
  ],
  ['any text for listed ones', { type: 'string', enum: ['a'] }, string, 'values no longer listed'],
  ['a lower minimum', { type: 'number', minimum: 1 }, { type: 'number', minimum: 0 }, 'limit widened'],
  [
    'a minimum that is included',
    { type: 'number', exclusiveMinimum: 1 },
    { type: 'number', minimum: 1 },
    'limit widened',
  ],
  ['no maximum', { type: 'number', maximum: 1 }, number, 'limit widened'],
  ['longer texts', { type: 'string', maxLength: 1 }, { type: 'string', maxLength: 2 }, 'limit widened'],
  ['no pattern', { type: 'string', pattern: '^a$' }, string, 'pattern changed'],
  ['numbers for integers', { type: 'integer' }, number, 'type changed'],
  ['a rule less', { type: 'string', 'x-rules': ['Write it small'] }, string, 'rule removed'],
])('%s is BACKWARD, and the way back is FORWARD', (_what, older, newer, change) => {
  const forth = compareSchemas(event({ field: older }), event({ field: newer }));
  const back = compareSchemas(event({ field: newer }), event({ field: older }));

  expect(forth).toMatchObject([{ path: 'field', change, compatibility: 'BACKWARD', compatible: true }]);
  expect(back).toMatchObject([{ path: 'field', compatibility: 'FORWARD', compatible: false }]);
});

test.each<[what: string, older: SchemaNode, newer: SchemaNode, document: unknown]>([
  ['a new required field', event({}), event({ a: string }, { required: ['a'] }), {}],
  ['a field that became required', event({ a: string }), event({ a: string }, { required: ['a'] }), {}],
  ['a removed field', event({ a: string }), event({}), { a: 'x' }],
  ['a field whose name was free', event({}, { additionalProperties: true }), event({ a: number }), { a: 'x' }],
  ['other fields refused', event({}, { additionalProperties: true }), event({}), { b: 1 }],
  ['another type', event({ a: number }), event({ a: string }), { a: 1 }],
  ['integers only', event({ a: number }), event({ a: { type: 'integer' } }), { a: 0.5 }],
  [
    'fewer values',
    event({ a: { type: 'string', enum: ['x', 'y'] } }),
    event({ a: { type: 'string', enum: ['x'] } }),
    { a: 'y' },
  ],
  ['listed values', event({ a: string }), event({ a: { type: 'string', enum: ['x'] } }), { a: 'y' }],
  [
    'a pattern that listed values break',
    event({ a: { type: 'string', enum: ['x'] } }),
    event({ a: { type: 'string', pattern: '^y$' } }),
    { a: 'x' },
  ],
  ['a higher minimum', event({ a: number }), event({ a: { type: 'number', minimum: 1 } }), { a: 0 }],
  [
    'a maximum that is excluded',
    event({ a: { type: 'number', maximum: 1 } }),
    event({ a: { type: 'number', exclusiveMaximum: 1 } }),
    { a: 1 },
  ],
  ['a new pattern', event({ a: string }), event({ a: { type: 'string', pattern: '^y$' } }), { a: 'x' }],
  ['a new format', event({ a: string }), event({ a: { type: 'string', format: 'date-time' } }), { a: 'x' }],
  [
    'a narrower element',
    event({ a: { type: 'array', items: event({ b: number }) } }),
    event({ a: { type: 'array', items: event({ b: { type: 'number', maximum: 1 } }) } }),
    { a: [{ b: 2 }] },
  ],
])('refuses %s, which an event already written breaks', (_what, older, newer, document) => {
  const changes = compareSchemas(older, newer);

  expect(accepts(older, document)).toBe(true);
  expect(accepts(newer, document)).toBe(false);
  expect(changes.map(({ compatible }) => compatible)).toContain(false);
});

test('what stays the same is FULL, and titles are no changes', () => {
  const older = event({ a: { type: 'string', description: 'before' } }, { title: 'One' });
  const newer = event({ a: { type: 'string', description: 'after' } }, { title: 'Other' });

  expect(compatibilityOf(compareSchemas(older, newer))).toBe('FULL');
});

test('changes of both directions are NONE together', () => {
  const older = event({ a: { type: 'number', minimum: 0, maximum: 1 } });
  const newer = event({ a: { type: 'number', minimum: -1, maximum: 0 } });

  const changes = compareSchemas(older, newer);

  expect(changes.map(({ compatibility }) => compatibility)).toEqual(['BACKWARD', 'FORWARD']);
  expect(compatibilityOf(changes)).toBe('NONE');
});

test('a path leads into elements and objects', () => {
  const older = event({ lines: { type: 'array', items: event({ price: number }) } });
  const newer = event({ lines: { type: 'array', items: event({ price: string }) } });

  expect(compareSchemas(older, newer).map(({ path }) => path)).toEqual(['lines[].price']);
});

test('what is valid under one version is valid under the other wherever the comparison says so', () => {
  let [backward, forward] = [0, 0];

  fc.assert(
    fc.property(
      fc
        .oneof(anyPair(1), anyPair(2))
        .chain(([older, newer]) =>
          fc.tuple(
            fc.constant({ older, newer }),
            fc.array(fc.oneof(anyDocument(older), anyDocument(newer)), { minLength: 8, maxLength: 8 }),
          ),
        ),
      ([{ older, newer }, documents]) => {
        const compatibility = compatibilityOf(compareSchemas(older, newer));

        const [before, after] = [z.fromJSONSchema(older), z.fromJSONSchema(newer)];
        for (const document of documents) {
          const [wasValid, isValid] = [before.safeParse(document).success, after.safeParse(document).success];
          if (compatibility === 'BACKWARD' && wasValid) {
            backward += 1;
            expect(isValid).toBe(true);
          }
          if (compatibility === 'FORWARD' && isValid) {
            forward += 1;
            expect(wasValid).toBe(true);
          }
        }
      },
    ),
    { numRuns: 800 },
  );

  expect(Math.min(backward, forward)).toBeGreaterThan(50);
});

test('the way back has the other direction', () => {
  const turned = { BACKWARD: 'FORWARD', FORWARD: 'BACKWARD', FULL: 'FULL', NONE: 'NONE' } as const;

  fc.assert(
    fc.property(anyPair(2), ([older, newer]) => {
      const back = compatibilityOf(compareSchemas(newer, older));

      expect(back).toBe(turned[compatibilityOf(compareSchemas(older, newer))]);
    }),
    { numRuns: 500 },
  );
});
