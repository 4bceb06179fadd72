import { z } from 'zod';
import { dialect, EventSchema } from './event-schema.ts';

/**
 * The registered form of a contract. A refinement, which JSON Schema cannot say, is listed under `x-rules` by its fix.
 * Throws a ZodError for a contract that the registry's part of JSON Schema cannot say.
 */
export const generateSchema = (contract: z.ZodType): EventSchema => {
  const generated = z.toJSONSchema(contract, {
    override: ({ zodSchema, jsonSchema }) => {
      const rules = [...rulesOf(zodSchema), ...keepFormatOrPattern(jsonSchema)];
      if (rules.length > 0) jsonSchema['x-rules'] = rules;
    },
  });
  return EventSchema.parse(generated);
};

/** Writes a schema as its version's file has it. */
export const toSchemaText = (event: string, schema: EventSchema): string => {
  const { $schema: _dialect, title: _title, ...rest } = schema;
  return `${JSON.stringify({ $schema: dialect, title: event, ...rest }, null, 2)}\n`;
};

const isoPatterns: Readonly<Record<string, unknown>> = {
  'date-time': z.toJSONSchema(z.iso.datetime({ offset: true })).pattern,
  date: z.toJSONSchema(z.iso.date()).pattern,
};

const utcPattern = z.toJSONSchema(z.iso.datetime()).pattern;

/**
 * Zod writes a format's pattern beside it, which is a detail of its release: the registry keeps one of the two.
 *
 * @returns what the one that is kept does not say, as rules
 */
const keepFormatOrPattern = (jsonSchema: z.core.JSONSchema.JSONSchema): string[] => {
  const { format, pattern } = jsonSchema;
  if (format === undefined || pattern === undefined) return [];
  const isUtc = pattern === utcPattern;
  if (isUtc || isoPatterns[format] === pattern) delete jsonSchema.pattern;
  else delete jsonSchema.format;
  return isUtc ? ['Give the time in UTC, with Z at its end'] : [];
};

const rulesOf = ({ _zod }: z.core.$ZodType): string[] =>
  (_zod.def.checks ?? [])
    .map((check) => check._zod.def)
    .filter(isRefinement)
    .map(({ params }) => z.string({ error: 'A refinement of a contract needs params.fix' }).parse(params?.['fix']));

const isRefinement = (definition: z.core.$ZodCheckDef): definition is z.core.$ZodCustomDef =>
  definition.check === 'custom';
