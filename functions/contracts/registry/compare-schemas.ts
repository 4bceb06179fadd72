import { compareConstraints } from './compare-constraints.ts';
import { compareValues } from './compare-values.ts';
import { listedValues, type SchemaNode } from './event-schema.ts';
import { breaking, narrowing, type SchemaChange, widening } from './schema-change.ts';

/**
 * Every change from an older schema to a newer one, each judged by itself: where all are BACKWARD, whatever is valid
 * under the older schema is valid under the newer. What cannot be told, as between two patterns, counts as NONE.
 * Titles and descriptions are no changes.
 */
export const compareSchemas = (older: SchemaNode, newer: SchemaNode, path = ''): SchemaChange[] => {
  const type = compareTypes(older, newer, path);
  if (type.some(({ compatibility }) => compatibility === 'NONE')) return type;
  const isListed = listedValues(older) !== undefined || listedValues(newer) !== undefined;
  return [
    ...type,
    ...(isListed ? compareValues(older, newer, path) : compareConstraints(older, newer, path)),
    ...compareRules(older, newer, path),
    ...compareFields(older, newer, path),
    ...(older.items && newer.items ? compareSchemas(older.items, newer.items, `${path}[]`) : []),
  ];
};

const compareTypes = (older: SchemaNode, newer: SchemaNode, path: string): SchemaChange[] => {
  if (older.type === newer.type) return [];
  const what = `${older.type} became ${newer.type}`;
  if (older.type === 'integer' && newer.type === 'number') return [widening(path, 'type changed', what)];
  if (older.type === 'number' && newer.type === 'integer') return [narrowing(path, 'type changed', what)];
  return [breaking(path, 'type changed', what)];
};

const compareRules = (older: SchemaNode, newer: SchemaNode, path: string): SchemaChange[] => {
  const [before, after] = [new Set(older['x-rules']), new Set(newer['x-rules'])];
  return [
    ...[...after.difference(before)].map((rule) => narrowing(path, 'rule added', `a new rule "${rule}"`)),
    ...[...before.difference(after)].map((rule) => widening(path, 'rule removed', `no more rule "${rule}"`)),
  ];
};

const compareFields = (older: SchemaNode, newer: SchemaNode, path: string): SchemaChange[] => {
  if (older.type !== 'object') return [];
  const [before, after] = [toFields(older), toFields(newer)];
  return [
    ...[...after].flatMap(([name, field]) => {
      const previous = before.get(name);
      const at = path === '' ? name : `${path}.${name}`;
      return previous === undefined
        ? [judgeAdded(at, field, isOpen(older))]
        : [...compareRequired(at, previous, field), ...compareSchemas(previous.schema, field.schema, at)];
    }),
    ...[...before].flatMap(([name, field]) =>
      after.has(name) ? [] : [judgeRemoved(path === '' ? name : `${path}.${name}`, field, isOpen(newer))],
    ),
    ...compareOpenness(isOpen(older), isOpen(newer), path),
  ];
};

interface Field {
  readonly schema: SchemaNode;
  readonly required: boolean;
}

const toFields = ({ properties = {}, required = [] }: SchemaNode): ReadonlyMap<string, Field> =>
  new Map(
    Object.entries(properties).map(([name, schema]) => [name, { schema, required: required.includes(name) }] as const),
  );

const isOpen = ({ additionalProperties = true }: SchemaNode): boolean => additionalProperties;

const judgeAdded = (path: string, { required }: Field, olderIsOpen: boolean): SchemaChange => {
  if (olderIsOpen) {
    const what = required ? 'a new required field' : 'a new field, whose name the older version allowed with any value';
    return narrowing(path, 'field added', what);
  }
  return required
    ? breaking(path, 'field added', 'a new required field, which no event already written has')
    : widening(path, 'field added', 'a new optional field, absent from the events already written');
};

const judgeRemoved = (path: string, { required }: Field, newerIsOpen: boolean): SchemaChange => {
  if (newerIsOpen) return widening(path, 'field removed', 'a field is no longer named, and other fields are allowed');
  return required
    ? breaking(path, 'field removed', 'a required field is gone, and events that have it are refused')
    : narrowing(path, 'field removed', 'an optional field is gone, and events that have it are refused');
};

const compareRequired = (path: string, older: Field, newer: Field): SchemaChange[] => {
  if (older.required === newer.required) return [];
  return newer.required
    ? [narrowing(path, 'became required', 'an optional field became required')]
    : [widening(path, 'became optional', 'a required field became optional')];
};

const compareOpenness = (olderIsOpen: boolean, newerIsOpen: boolean, path: string): SchemaChange[] => {
  if (olderIsOpen === newerIsOpen) return [];
  return newerIsOpen
    ? [widening(path, 'opened to other fields', 'other fields are allowed now')]
    : [narrowing(path, 'closed to other fields', 'other fields are refused now')];
};
