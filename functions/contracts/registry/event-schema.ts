import { z } from 'zod';
import { toXsdPattern } from './xsd/to-xsd-pattern.ts';

export const dialect = 'https://json-schema.org/draft/2020-12/schema';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
type Scalar = z.infer<typeof Scalar>;

/**
 * The part of JSON Schema (draft 2020-12) that registered schemas are written in: small enough for every keyword to be
 * compared between versions, to be written as XSD, and to be validated.
 */
export type SchemaNode = {
  $schema?: typeof dialect;
  title?: string;
  description?: string;
  type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  enum?: Scalar[];
  const?: Scalar;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: 'date-time' | 'date';
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  exclusiveMaximum?: number;
  items?: SchemaNode;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  /** False: an event with a field that the schema does not name is refused. */
  additionalProperties?: boolean;
  /** Rules that only the contract in code can check, each as the sentence that puts an event right. */
  'x-rules'?: string[];
};

const Node: z.ZodType<SchemaNode> = z.lazy(() =>
  z
    .strictObject({
      $schema: z.literal(dialect).exactOptional(),
      title: z.string().exactOptional(),
      description: z.string().exactOptional(),
      type: z.enum(['object', 'array', 'string', 'number', 'integer', 'boolean']),
      enum: z.array(Scalar).min(1).exactOptional(),
      const: Scalar.exactOptional(),
      minLength: z.int().min(0).exactOptional(),
      maxLength: z.int().min(0).exactOptional(),
      pattern: z
        .string()
        .refine((pattern) => toXsdPattern(pattern) !== undefined, {
          error: 'Is no pattern, or one that XSD cannot say',
          params: {
            fix: 'Use classes, groups, alternatives and counts; no look-around, \\b, \\w, \\s or back-reference',
          },
        })
        .exactOptional(),
      format: z.enum(['date-time', 'date']).exactOptional(),
      minimum: z.number().exactOptional(),
      exclusiveMinimum: z.number().exactOptional(),
      maximum: z.number().exactOptional(),
      exclusiveMaximum: z.number().exactOptional(),
      items: Node.exactOptional(),
      minItems: z.int().min(0).exactOptional(),
      maxItems: z.int().min(0).exactOptional(),
      properties: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]*$/), Node).exactOptional(),
      required: z.array(z.string()).exactOptional(),
      additionalProperties: z.boolean().exactOptional(),
      'x-rules': z.array(z.string()).exactOptional(),
    })
    .refine(({ type, items }) => (type === 'array') === (items !== undefined), {
      path: ['items'],
      error: 'Belongs to an array, and every array needs it',
      params: { fix: 'Say with items what each element is' },
    })
    .refine(
      (node) => !(listedValues(node) !== undefined && constraints.some((keyword) => node[keyword] !== undefined)),
      {
        error: 'Has enum or const and other constraints',
        params: { fix: 'Leave out the other constraints: the values are listed' },
      },
    )
    .refine(
      ({ minimum, exclusiveMinimum, maximum, exclusiveMaximum }) =>
        (minimum === undefined || exclusiveMinimum === undefined) &&
        (maximum === undefined || exclusiveMaximum === undefined),
      { error: 'Has an including and an excluding limit', params: { fix: 'Keep the narrower of the two' } },
    )
    .refine(({ properties = {}, required = [] }) => required.every((name) => Object.hasOwn(properties, name)), {
      path: ['required'],
      error: 'Names a field that properties does not have',
      params: { fix: 'Add the field to properties, or leave it out of required' },
    }),
);

const constraints = [
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
] as const;

/** The schema of one version of an event: an object. */
export const EventSchema = Node.refine(({ type }) => type === 'object', {
  path: ['type'],
  error: 'An event is an object',
  params: { fix: 'Begin with "type": "object"' },
});
export type EventSchema = SchemaNode;

/** The values that a schema lists, or undefined where it lists none. */
export const listedValues = (node: SchemaNode): readonly Scalar[] | undefined =>
  node.const === undefined ? node.enum : [node.const];

/** The event type that a schema fixes in its field `event_type`. */
export const eventTypeOf = (schema: EventSchema): string | undefined => {
  const fixed = schema.properties?.['event_type']?.const;
  return typeof fixed === 'string' ? fixed : undefined;
};
