import { SluiceError } from '../../foundation/sluice-error.ts';

/** An error as Lambda's API answers it: the name that SDKs turn into a class, and its HTTP status. */
export class LambdaApiError extends SluiceError {
  readonly code = 'LAMBDA_API';
  readonly type: LambdaApiErrorType;

  constructor(type: LambdaApiErrorType, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.type = type;
  }
}

/** Error names and statuses of the operations served (AWS Lambda API reference). */
export const lambdaApiErrorStatuses = {
  InvalidParameterValueException: 400,
  InvalidRequestContentException: 400,
  ResourceNotFoundException: 404,
  ResourceInUseException: 400,
  ResourceConflictException: 409,
  RequestTooLargeException: 413,
  TooManyRequestsException: 429,
  ServiceException: 500,
  NotEmulatedException: 501,
} as const;
export type LambdaApiErrorType = keyof typeof lambdaApiErrorStatuses;
