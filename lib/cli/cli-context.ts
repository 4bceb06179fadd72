import { join } from 'node:path';
import { buildInstance, type Instance } from '../targets/instance/instance.ts';
import { UsageError } from './usage-error.ts';

export const projectRoot = join(import.meta.dirname, '..', '..');

const longestName = 40;

/** What all instances share lies beside their own folders in `.sluice`. */
const sharedFolders = new Set(['jars', 'postgres', 'bundles', 'compile-cache', 'python', 'test-reports']);

/** The instance that `--instance` names. */
export const parseInstance = (options: Readonly<Record<string, unknown>>): Instance => {
  const name = String(options['instance']);
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name) || name.length > longestName || sharedFolders.has(name)) {
    throw new UsageError(`--instance "${name}" is not a name for an instance.`, {
      actions: ['use at most 40 lower-case letters, digits and hyphens, for example --instance rehearsal'],
    });
  }
  return buildInstance(projectRoot, name);
};
