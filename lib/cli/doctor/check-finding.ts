import { SluiceError } from '../../foundation/sluice-error.ts';
import type { Check } from './check.ts';

/** What is found passes; an error of ours is told with its fix. */
export const checkFinding = async (
  name: string,
  worst: 'warn' | 'fail',
  find: () => Promise<string>,
): Promise<Check> => {
  try {
    return { name, result: 'pass', found: await find() };
  } catch (error) {
    if (!(error instanceof SluiceError)) throw error;
    return { name, result: worst, found: error.message, fix: error.actions.join(' · ') };
  }
};
