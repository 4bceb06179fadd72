import { SluiceError } from '../../foundation/sluice-error.ts';
import type { StackOutputs } from './deploy-application.ts';

export class ApiUrlMissingError extends SluiceError {
  readonly code = 'API_URL_MISSING';
}

/** The API's stage as this machine reaches it: the path of the output `ApiUrl`, which names LocalStack as functions do. */
export const findApiUrl = (outputs: StackOutputs, localStackUrl: string): string => {
  const url = Object.values(outputs)
    .map((stack) => stack['ApiUrl'])
    .find((each) => each !== undefined);
  if (url === undefined)
    throw new ApiUrlMissingError('No stack has an output ApiUrl: where the API is cannot be told.');
  return `${localStackUrl}${new URL(url).pathname}`;
};
