import type { SchemaNode } from './event-schema.ts';
import { breaking, narrowing, type SchemaChange, widening } from './schema-change.ts';

/** The changes of limits, pattern and format between two schemas that list no values. */
export const compareConstraints = (older: SchemaNode, newer: SchemaNode, path: string): SchemaChange[] => [
  ...limits.flatMap(({ name, of }) => compareLimits(name, of(older), of(newer), path)),
  ...compareTexts('pattern', older.pattern, newer.pattern, path),
  ...compareTexts('format', older.format, newer.format, path),
];

/** A limit as a lower one: an upper limit is turned round, so that the greater is always the narrower. */
interface Limit {
  readonly value: number;
  readonly exclusive: boolean;
}

interface LimitName {
  readonly name: string;
  of(node: SchemaNode): Limit;
}

const lower = (inclusive: number | undefined, exclusive?: number): Limit =>
  exclusive === undefined
    ? { value: inclusive ?? Number.NEGATIVE_INFINITY, exclusive: false }
    : { value: exclusive, exclusive: true };

const upper = (inclusive: number | undefined, exclusive?: number): Limit =>
  lower(inclusive === undefined ? undefined : -inclusive, exclusive === undefined ? undefined : -exclusive);

const orderOf = (left: Limit, right: Limit): number =>
  left.value === right.value ? Number(left.exclusive) - Number(right.exclusive) : left.value > right.value ? 1 : -1;

const limits: readonly LimitName[] = [
  { name: 'minimum', of: (node) => lower(node.minimum, node.exclusiveMinimum) },
  { name: 'maximum', of: (node) => upper(node.maximum, node.exclusiveMaximum) },
  { name: 'minLength', of: ({ minLength }) => lower(minLength ?? 0) },
  { name: 'maxLength', of: ({ maxLength }) => upper(maxLength) },
  { name: 'minItems', of: ({ minItems }) => lower(minItems ?? 0) },
  { name: 'maxItems', of: ({ maxItems }) => upper(maxItems) },
];

const compareLimits = (name: string, older: Limit, newer: Limit, path: string): SchemaChange[] => {
  const order = orderOf(newer, older);
  if (order === 0) return [];
  const what = `${name} ${toText(name, older)} became ${toText(name, newer)}`;
  return [order > 0 ? narrowing(path, 'limit narrowed', what) : widening(path, 'limit widened', what)];
};

const toText = (name: string, { value, exclusive }: Limit): string => {
  if (!Number.isFinite(value)) return 'none';
  return `${name.startsWith('max') ? -value : value}${exclusive ? ' (excluded)' : ''}`;
};

const compareTexts = (
  name: 'pattern' | 'format',
  older: string | undefined,
  newer: string | undefined,
  path: string,
): SchemaChange[] => {
  if (older === newer) return [];
  const change = `${name} changed` as const;
  if (older === undefined) return [narrowing(path, change, `a new ${name} ${newer}`)];
  if (newer === undefined) return [widening(path, change, `no more ${name} ${older}`)];
  return [breaking(path, change, `${name} ${older} became ${newer}, and two of them cannot be compared`)];
};
