import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionModel } from '../../assembly/application-model.ts';

/** A function as GetFunctionConfiguration and ListFunctions describe it. */
export const toFunctionConfiguration = (model: FunctionModel): FunctionConfiguration => ({
  FunctionName: model.functionName,
  FunctionArn: model.arn,
  Runtime: 'nodejs24.x',
  Handler: model.handler,
  Timeout: model.timeoutMs / 1000,
  MemorySize: model.memoryMb,
  Version: '$LATEST',
  PackageType: 'Zip',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  Environment: { Variables: { ...model.environment } },
});
