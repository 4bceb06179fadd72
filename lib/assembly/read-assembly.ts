import type { ApplicationModel } from './application-model.ts';
import type { PhysicalValues } from './physical-values.ts';
import { readStacks } from './read-stacks.ts';
import { resolveAssembly } from './resolve-assembly.ts';

/**
 * Reads a cloud assembly (`cdk.out`) as what runs on this machine.
 *
 * @throws AssemblyUnreadableError for a file, AssemblyError for something in a template that has no value here
 */
export const readAssembly = async (directory: string, physical: PhysicalValues): Promise<ApplicationModel> =>
  resolveAssembly(await readStacks(directory), physical);
