import fc from 'fast-check';
import type { SchemaNode } from '../../../../functions/contracts/registry/event-schema.ts';

/** Fewer values than names, so that two schemas and a document meet often. */
const texts = ['', 'a', 'aa', 'ab', 'b', 'aaaa'];
const numbers = [-1, 0, 0.5, 1, 2, 3];
const names = ['a', 'b', 'c'] as const;

const keywords = <Shape extends Record<string, unknown>>(shape: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.record(shape, { requiredKeys: [] });

const listed = fc.subarray(['a', 'aa', 'b'], { minLength: 1 });

const stringNode: fc.Arbitrary<SchemaNode> = fc.oneof(
  keywords({
    minLength: fc.constantFrom(0, 1, 2),
    maxLength: fc.constantFrom(1, 3),
    pattern: fc.constantFrom('^a*$', '^[ab]+$'),
  }).map((rest) => ({ type: 'string' as const, ...rest })),
  listed.map((values) => ({ type: 'string' as const, enum: values })),
  fc.constantFrom('a', 'b').map((value) => ({ type: 'string' as const, const: value })),
);

const numberNode: fc.Arbitrary<SchemaNode> = fc
  .tuple(
    fc.constantFrom('number' as const, 'integer' as const),
    fc.constantFrom({}, { minimum: 0 }, { minimum: 1 }, { exclusiveMinimum: 0 }),
    fc.constantFrom({}, { maximum: 2 }, { maximum: 3 }, { exclusiveMaximum: 2 }),
  )
  .map(([type, low, high]) => ({ type, ...low, ...high }));

const leaf = fc.oneof(stringNode, numberNode, fc.constant<SchemaNode>({ type: 'boolean' }));

const anyNode = (depth: number): fc.Arbitrary<SchemaNode> =>
  depth === 0
    ? leaf
    : fc.oneof(
        { weight: 3, arbitrary: leaf },
        { weight: 1, arbitrary: anyPair(depth).map(([, newer]) => newer) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(anyNode(depth - 1), keywords({ minItems: fc.nat(1), maxItems: fc.nat(2) }))
            .map(([items, rest]) => ({ type: 'array' as const, items, ...rest })),
        },
      );

interface FieldPair {
  readonly older: SchemaNode | undefined;
  readonly newer: SchemaNode | undefined;
  readonly requiredBefore: boolean;
  readonly requiredAfter: boolean;
}

const fieldPair = (depth: number): fc.Arbitrary<FieldPair> =>
  fc
    .record({
      fate: fc.constantFrom(...fieldFates),
      one: anyNode(depth - 1),
      other: anyNode(depth - 1),
      required: fc.boolean(),
    })
    .map(toFieldPair);

const toFieldPair = ({
  fate,
  one,
  other,
  required,
}: {
  fate: (typeof fieldFates)[number];
  one: SchemaNode;
  other: SchemaNode;
  required: boolean;
}): FieldPair => {
  const kept = { requiredBefore: required, requiredAfter: required };
  switch (fate) {
    case 'kept':
      return { older: one, newer: one, ...kept };
    case 'required or not':
      return { older: one, newer: one, requiredBefore: required, requiredAfter: !required };
    case 'changed':
      return { older: one, newer: other, ...kept };
    case 'added':
      return { older: undefined, newer: one, ...kept };
    case 'removed':
      return { older: one, newer: undefined, ...kept };
    case 'absent':
      return { older: undefined, newer: undefined, ...kept };
  }
};

const fieldFates = ['kept', 'kept', 'kept', 'required or not', 'changed', 'added', 'removed', 'absent'] as const;

/** An event's schema and one that may have come of it: fields kept, changed, added, removed, made required or not. */
export const anyPair = (depth: number): fc.Arbitrary<readonly [older: SchemaNode, newer: SchemaNode]> =>
  fc
    .tuple(
      fc.array(fieldPair(depth), { minLength: names.length, maxLength: names.length }),
      fc.constantFrom(false, false, true),
      fc.constantFrom(false, false, true),
    )
    .map(([fields, openBefore, openAfter]) => [
      toObject(
        fields.map(({ older, requiredBefore }) => ({ node: older, required: requiredBefore })),
        openBefore,
      ),
      toObject(
        fields.map(({ newer, requiredAfter }) => ({ node: newer, required: requiredAfter })),
        openAfter,
      ),
    ]);

const toObject = (
  fields: readonly { readonly node: SchemaNode | undefined; readonly required: boolean }[],
  additionalProperties: boolean,
): SchemaNode => {
  const named = names.flatMap((name, index) => {
    const field = fields[index];
    return field?.node === undefined ? [] : [{ name, node: field.node, required: field.required }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(named.map(({ name, node }) => [name, node])),
    required: named.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties,
  };
};

const anyScalar = fc.oneof(fc.constantFrom(...texts), fc.constantFrom(...numbers), fc.boolean());

/** A document that a schema is likely to accept, and sometimes one that it does not. */
export const anyDocument = (node: SchemaNode): fc.Arbitrary<unknown> => {
  switch (node.type) {
    case 'string':
      return fc.constantFrom(...texts);
    case 'number':
    case 'integer':
      return fc.constantFrom(...numbers);
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(anyDocument(node.items ?? { type: 'boolean' }), { maxLength: 3 });
    case 'object':
      return fc
        .record(
          Object.fromEntries(
            names.map((name) => {
              const field = node.properties?.[name];
              return [name, field === undefined ? anyScalar : anyDocument(field)];
            }),
          ),
          { requiredKeys: node.required ?? [] },
        )
        .chain((document) =>
          node.additionalProperties === false
            ? fc.constant(
                Object.fromEntries(Object.entries(document).filter(([name]) => node.properties?.[name] !== undefined)),
              )
            : fc.constant(document),
        );
  }
};
