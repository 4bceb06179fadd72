import { SluiceError } from '../foundation/sluice-error.ts';

/** The function's reserved concurrency is used up. AWS: TooManyRequestsException, 429. */
export class ThrottledError extends SluiceError {
  readonly code = 'THROTTLED';
  override readonly retryable = true;
  readonly reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';

  constructor() {
    super('Rate Exceeded.');
  }
}

/** AWS: ResourceNotFoundException, 404. */
export class FunctionNotFoundError extends SluiceError {
  readonly code = 'FUNCTION_NOT_FOUND';

  constructor(functionName: string, known: readonly string[]) {
    super(`Function not found: ${functionName}`, { actions: [`one of ${known.join(', ')}`] });
  }
}

/** AWS: RequestTooLargeException, 413. */
export class RequestTooLargeError extends SluiceError {
  readonly code = 'REQUEST_TOO_LARGE';
}

/** The payload or the client context is not JSON. AWS: InvalidRequestContentException, 400. */
export class InvalidRequestContentError extends SluiceError {
  readonly code = 'INVALID_REQUEST_CONTENT';
}

/** The host was closed before the invocation ended: whether the handler did its work is unknown. */
export class HostClosedError extends SluiceError {
  readonly code = 'HOST_CLOSED';
  override readonly retryable = true;

  constructor() {
    super('The Lambda host is closed.');
  }
}

export class FunctionCodeError extends SluiceError {
  readonly code = 'FUNCTION_CODE_UNREADABLE';
}
