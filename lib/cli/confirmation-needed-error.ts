import { SluiceError } from '../foundation/sluice-error.ts';

/** The command would remove something and was not told to go ahead: exit code 3. */
export class ConfirmationNeededError extends SluiceError {
  readonly code = 'CONFIRMATION_NEEDED';
}
