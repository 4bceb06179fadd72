/**
 * In the words of Confluent's Schema Registry. BACKWARD: readers of the newer version can read what was written with the
 * older. FORWARD: readers of the older version can read what is written with the newer. FULL: both. NONE: neither.
 */
export type Compatibility = 'BACKWARD' | 'FORWARD' | 'FULL' | 'NONE';

export type ChangeKind =
  | 'type changed'
  | 'values added'
  | 'values removed'
  | 'values listed'
  | 'values no longer listed'
  | 'limit widened'
  | 'limit narrowed'
  | 'pattern changed'
  | 'format changed'
  | 'rule added'
  | 'rule removed'
  | 'field added'
  | 'field removed'
  | 'became required'
  | 'became optional'
  | 'opened to other fields'
  | 'closed to other fields';

/** One difference between two versions of a schema. A change of both directions is two changes. */
export interface SchemaChange {
  /** The field, e.g. `fuel_type`, `lines[].price`; empty for the event as a whole. */
  readonly path: string;
  readonly change: ChangeKind;
  readonly compatibility: Exclude<Compatibility, 'FULL'>;
  /** BACKWARD: what the registry demands of a new version. */
  readonly compatible: boolean;
  readonly reason: string;
}

/** What all changes together are: a direction holds where it holds for every one of them. */
export const compatibilityOf = (changes: readonly SchemaChange[]): Compatibility => {
  if (changes.length === 0) return 'FULL';
  const [first, ...others] = new Set(changes.map(({ compatibility }) => compatibility));
  return first === undefined || others.length > 0 ? 'NONE' : first;
};

/** The newer version accepts all that the older does, and more. */
export const widening = (path: string, change: ChangeKind, what: string): SchemaChange => ({
  path,
  change,
  compatibility: 'BACKWARD',
  compatible: true,
  reason: `${what}: whatever was valid still is; readers of the older version may refuse newer events, so upgrade readers first`,
});

/** The older version accepts all that the newer does, and more. */
export const narrowing = (path: string, change: ChangeKind, what: string): SchemaChange => ({
  path,
  change,
  compatibility: 'FORWARD',
  compatible: false,
  reason: `${what}: events already written may break it, so readers of the newer version could not read them`,
});

/** Each version accepts what the other refuses, or whether it does cannot be told. */
export const breaking = (path: string, change: ChangeKind, what: string): SchemaChange => ({
  path,
  change,
  compatibility: 'NONE',
  compatible: false,
  reason: `${what}: neither version's readers can rely on reading the other's events`,
});
