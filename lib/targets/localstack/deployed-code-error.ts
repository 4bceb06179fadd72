import { SluiceError } from '../../foundation/sluice-error.ts';

/** Functions that LocalStack itself runs have the code that was deployed. */
export class DeployedCodeError extends SluiceError {
  readonly code = 'CODE_IS_DEPLOYED';

  constructor() {
    super('LocalStack runs the code that was deployed to it.', { actions: ['./sluice up deploys what was saved'] });
  }
}
