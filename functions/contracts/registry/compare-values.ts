import { z } from 'zod';
import { listedValues, type SchemaNode } from './event-schema.ts';
import { breaking, narrowing, type SchemaChange, widening } from './schema-change.ts';

/** The changes between two schemas of which at least one lists its values (`enum`, `const`). */
export const compareValues = (older: SchemaNode, newer: SchemaNode, path: string): SchemaChange[] => {
  const [before, after] = [listedValues(older), listedValues(newer)];
  if (before !== undefined && after !== undefined) return compareLists(new Set(before), new Set(after), path);
  if (before !== undefined) {
    const what = 'the values are no longer listed';
    return before.every((value) => accepts(newer, value))
      ? [widening(path, 'values no longer listed', what)]
      : [breaking(path, 'values no longer listed', `${what}, and some of them are refused now`)];
  }
  const what = 'the values are listed now';
  return (after ?? []).every((value) => accepts(older, value))
    ? [narrowing(path, 'values listed', what)]
    : [breaking(path, 'values listed', `${what}, and some of them were refused before`)];
};

const compareLists = (before: ReadonlySet<unknown>, after: ReadonlySet<unknown>, path: string): SchemaChange[] => {
  const added = [...after].filter((value) => !before.has(value));
  const removed = [...before].filter((value) => !after.has(value));
  return [
    ...(added.length > 0 ? [widening(path, 'values added', `${added.join(', ')} added`)] : []),
    ...(removed.length > 0 ? [narrowing(path, 'values removed', `${removed.join(', ')} removed`)] : []),
  ];
};

const accepts = (schema: SchemaNode, value: unknown): boolean => z.fromJSONSchema(schema).safeParse(value).success;
