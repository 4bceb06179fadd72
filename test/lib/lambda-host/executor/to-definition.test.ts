import type { Registration } from '../../../../lib/lambda-host/executor/registration.ts';
import { toDefinition, toKey } from '../../../../lib/lambda-host/executor/to-definition.ts';

const registration: Registration = {
  functionName: 'greet',
  version: '$LATEST',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:greet',
  handler: 'index.handler',
  codeDirectory: '/code/greet',
  timeoutMs: 3000,
  memoryMb: 128,
  environment: { COLOUR: 'blue' },
  hostEnvironment: { AWS_REGION: 'us-east-1' },
};

test('the latest version runs under the name of its function, a published one under both', () => {
  expect(toKey(registration)).toBe('greet');
  expect(toKey({ ...registration, version: '7' })).toBe('greet:7');
});

test('a published version calls itself by its own name and number, whatever it runs under', () => {
  const { functionName, hostEnvironment } = toDefinition({ ...registration, version: '7' }, '/bundles/greet');

  expect(functionName).toBe('greet:7');
  expect(hostEnvironment).toEqual({
    AWS_LAMBDA_FUNCTION_NAME: 'greet',
    AWS_LAMBDA_FUNCTION_VERSION: '7',
    AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/greet',
    AWS_REGION: 'us-east-1',
  });
});

test('what holds in a container alone, or in one registration alone, is left to this host', () => {
  const hostEnvironment = {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[$LATEST]1',
    LAMBDA_TASK_ROOT: '/var/task',
    LOCALSTACK_RUNTIME_ID: '1',
  };

  const definition = toDefinition({ ...registration, hostEnvironment }, '/bundles/greet');

  expect(definition.codeDirectory).toBe('/bundles/greet');
  expect(definition.hostEnvironment).toMatchObject({ AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' });
  expect(Object.keys(definition.hostEnvironment ?? {})).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/LAMBDA_TASK_ROOT|LOG_STREAM_NAME|LOCALSTACK_RUNTIME_ID/)]),
  );
});
