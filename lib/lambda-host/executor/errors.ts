import { SluiceError } from '../../foundation/sluice-error.ts';

/** Nobody registered it here: this process may be younger than the environment. It is registered again, and tried once more. */
export class EnvironmentUnknownError extends SluiceError {
  readonly code = 'ENVIRONMENT_UNKNOWN';
  override readonly retryable = true;

  constructor(id: string) {
    super(`The environment ${id} is not registered.`, { actions: ['register it again and retry'] });
  }
}

/** The request is none of those that the executor's protocol has. */
export class ExecutorRequestError extends SluiceError {
  readonly code = 'EXECUTOR_REQUEST_INVALID';
}

export class ExecutorRequestTooLongError extends SluiceError {
  readonly code = 'EXECUTOR_REQUEST_TOO_LONG';

  constructor(maxBytes: number) {
    super(`The request is longer than ${maxBytes} bytes.`);
  }
}
