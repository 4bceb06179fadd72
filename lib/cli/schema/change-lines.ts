import type { SchemaChange } from '../../../functions/contracts/registry/schema-change.ts';
import { toColumns } from '../columns.ts';

/** Each change with its verdict and, below it, the reason. */
export const toChangeLines = (event: string, changes: readonly SchemaChange[]): string[] =>
  changes.flatMap(({ path, change, compatibility, compatible, reason }) => [
    ...toColumns([[compatible ? 'ok' : 'NO', path === '' ? event : path, change, compatibility]]),
    `        ${reason}`,
  ]);
