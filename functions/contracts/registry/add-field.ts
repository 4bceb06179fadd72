import { z } from 'zod';
import type { EventSchema, SchemaNode } from './event-schema.ts';

const types = {
  string: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  'date-time': { type: 'string', format: 'date-time' },
} as const satisfies Record<string, SchemaNode>;

/** A field as `name:type`, or `name:type?` where it is optional; a ZodError for another text. */
export const NewField = z.string().transform((text, context) => {
  const { name, type, optional } =
    /^(?<name>[a-z][a-z0-9_]*):(?<type>[a-z-]+)(?<optional>\??)$/.exec(text)?.groups ?? {};
  if (name === undefined || type === undefined || !isType(type)) {
    context.addIssue({
      code: 'custom',
      message: `"${text}" is no field`,
      params: { fix: `name:type or name:type?, type one of ${Object.keys(types).join(', ')}` },
    });
    return z.NEVER;
  }
  return { name, node: types[type], required: optional === '' };
});
export type NewField = z.infer<typeof NewField>;

const isType = (type: string): type is keyof typeof types => Object.hasOwn(types, type);

/** The schema with one more field, in place of one that has the same name. */
export const addField = (schema: EventSchema, { name, node, required }: NewField): EventSchema => ({
  ...schema,
  properties: { ...schema.properties, [name]: { ...node } },
  required: [...(schema.required ?? []).filter((each) => each !== name), ...(required ? [name] : [])],
});
