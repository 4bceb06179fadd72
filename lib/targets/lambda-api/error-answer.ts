import { SluiceError } from '../../foundation/sluice-error.ts';
import { LambdaApiError, lambdaApiErrorStatuses } from './lambda-api-error.ts';

export interface Answer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An error as Lambda words it on the wire; what is not ours is a ServiceException. */
export const toErrorAnswer = (error: unknown): Answer => {
  const known = error instanceof LambdaApiError ? error : toLambdaApiError(error);
  return {
    statusCode: lambdaApiErrorStatuses[known.type],
    headers: { 'x-amzn-errortype': known.type },
    body: JSON.stringify({
      Type: lambdaApiErrorStatuses[known.type] >= 500 ? 'Service' : 'User',
      Message: known.message,
      message: known.message,
      __type: known.type,
      ...(known.type === 'TooManyRequestsException' && {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      }),
    }),
  };
};

const toLambdaApiError = (error: unknown): LambdaApiError => {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof SluiceError ? error.code : '';
  switch (code) {
    case 'THROTTLED':
      return new LambdaApiError('TooManyRequestsException', message, { cause: error });
    case 'FUNCTION_NOT_FOUND':
      return new LambdaApiError('ResourceNotFoundException', message, { cause: error });
    case 'INVALID_REQUEST_CONTENT':
      return new LambdaApiError('InvalidRequestContentException', message, { cause: error });
    case 'INVALID_EVENT_SOURCE':
      return new LambdaApiError('InvalidParameterValueException', message, { cause: error });
    case 'REQUEST_TOO_LARGE':
      return new LambdaApiError('RequestTooLargeException', message, { cause: error });
    default:
      return new LambdaApiError('ServiceException', message, { cause: error });
  }
};
