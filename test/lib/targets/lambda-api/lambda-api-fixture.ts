import type { FunctionModel } from '../../../../lib/assembly/application-model.ts';
import type { EventSourceMappingBody } from '../../../../lib/targets/lambda-api/mapping-configuration.ts';

export const echo: FunctionModel = {
  path: 'Flow/echo/Resource',
  functionName: 'echo',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
  handler: 'index.handler',
  runtime: 'nodejs24.x',
  codeDirectory: '.',
  bundle: undefined,
  timeoutMs: 3_000,
  memoryMb: 128,
  environment: { COLOUR: 'blue' },
  reservedConcurrency: undefined,
};

export const mapping: EventSourceMappingBody = {
  UUID: '5d0cf5a2-6a3e-4b8e-8d5b-0a9d2a3f4c11',
  FunctionArn: echo.arn,
  Topics: ['orders'],
  State: 'Enabled',
  LastModified: 1_700_000_000.5,
  DestinationConfig: undefined,
  FilterCriteria: undefined,
  ProvisionedPollerConfig: undefined,
};

export const clientOptions = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  maxAttempts: 1,
};
