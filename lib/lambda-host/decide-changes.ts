import type { FunctionDefinition } from './function-definition.ts';

/** A function's definition and the hash of its code folder. */
export interface FunctionVersion {
  readonly definition: FunctionDefinition;
  readonly codeHash: string;
}

export interface FunctionChanges {
  readonly added: readonly string[];
  /** Their environments run something else than what is wanted. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/**
 * What differs between two states. A function's reserved concurrency concerns no environment, its priority not what it does, and
 * credentials that are issued anew make none of the old ones invalid: none of these is a change.
 */
export const decideChanges = (
  current: ReadonlyMap<string, FunctionVersion>,
  wanted: ReadonlyMap<string, FunctionVersion>,
): FunctionChanges => ({
  added: [...wanted.keys()].filter((name) => !current.has(name)),
  changed: [...wanted].filter(([name, version]) => isChanged(current.get(name), version)).map(([name]) => name),
  removed: [...current.keys()].filter((name) => !wanted.has(name)),
});

const isChanged = (current: FunctionVersion | undefined, wanted: FunctionVersion): boolean =>
  current !== undefined && toKey(current) !== toKey(wanted);

const toKey = ({ definition, codeHash }: FunctionVersion): string =>
  JSON.stringify([
    codeHash,
    definition.arn,
    definition.handler,
    definition.codeDirectory,
    definition.timeoutMs,
    definition.memoryMb,
    toSortedEntries(definition.environment),
    toSortedEntries(definition.hostEnvironment ?? {}).filter(([name]) => !credentials.has(name)),
  ]);

const credentials: ReadonlySet<string> = new Set(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']);

const toSortedEntries = (variables: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1));
