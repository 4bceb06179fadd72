import { SluiceError } from '../foundation/sluice-error.ts';

/** The command line itself is wrong: exit code 2. */
export class UsageError extends SluiceError {
  readonly code = 'USAGE';
}
