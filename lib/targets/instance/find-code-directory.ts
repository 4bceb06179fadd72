import { join } from 'node:path';
import type { FunctionModel } from '../../assembly/application-model.ts';
import type { Instance } from './instance.ts';

/** The bundle that a save rebuilds where there is one, else the asset as it was synthesised. */
export const findCodeDirectory = (
  { bundle, codeDirectory }: Pick<FunctionModel, 'bundle' | 'codeDirectory'>,
  { root }: Instance,
): string => (bundle === undefined ? codeDirectory : join(root, '.sluice', 'bundles', bundle));
