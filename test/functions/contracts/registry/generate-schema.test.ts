import { z } from 'zod';
import { generateSchema } from '../../../../functions/contracts/registry/generate-schema.ts';

test('a contract becomes JSON Schema, its refinements the rules beside it', () => {
  const contract = z
    .strictObject({ at: z.iso.datetime({ offset: true }), name: z.string().min(1).exactOptional() })
    .refine(() => true, { params: { fix: 'Give a name to what happens at noon' } });

  expect(generateSchema(contract)).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: { at: { type: 'string', format: 'date-time' }, name: { type: 'string', minLength: 1 } },
    required: ['at'],
    additionalProperties: false,
    'x-rules': ['Give a name to what happens at noon'],
  });
});

test('a time that the format does not describe keeps its pattern', () => {
  const schema = generateSchema(z.strictObject({ at: z.iso.datetime({ precision: 3 }) }));

  expect(schema.properties?.['at']).toEqual({ type: 'string', pattern: expect.stringMatching(/^\^.*\(\?:Z\)\)\$$/) });
});

test('a time in UTC is a time with a rule, so that no release of Zod changes a landed schema', () => {
  const schema = generateSchema(z.strictObject({ at: z.iso.datetime() }));

  expect(schema.properties?.['at']).toEqual({
    type: 'string',
    format: 'date-time',
    'x-rules': ['Give the time in UTC, with Z at its end'],
  });
});

test.each<[what: string, contract: z.ZodType]>([
  ['a refinement without its fix', z.strictObject({ a: z.string().refine(() => true) })],
  ['a union', z.strictObject({ a: z.union([z.string(), z.number()]) })],
  ['a pattern that XSD cannot say', z.strictObject({ a: z.string().regex(/^(?=a)a$/) })],
  ['what is no object', z.string()],
])('refuses %s: the registry could not compare it', (_what, contract) => {
  expect(() => generateSchema(contract)).toThrow(z.ZodError);
});
