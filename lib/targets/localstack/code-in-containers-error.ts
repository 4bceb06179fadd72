import { SluiceError } from '../../foundation/sluice-error.ts';

/** Where LocalStack runs functions in containers, they have the code that was deployed. */
export class CodeInContainersError extends SluiceError {
  readonly code = 'CODE_IN_CONTAINERS';

  constructor() {
    super('Functions in containers run what was deployed.', { actions: ['./sluice up deploys what was saved'] });
  }
}
