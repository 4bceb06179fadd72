import { decideFunctionRefusal, type FunctionSettings } from '../../../lib/constructs/decide-function-refusal.ts';

const accepted: FunctionSettings = {
  functionName: 'orders-accept',
  environment: { TABLE: 'orders', AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' },
  memoryMb: 256,
  timeoutSeconds: 10,
};

test('accepts a function within the limits', () => {
  expect(decideFunctionRefusal(accepted)).toBeUndefined();
  expect(decideFunctionRefusal({ ...accepted, memoryMb: 10_240, timeoutSeconds: 900 })).toBeUndefined();
});

test.each<[string, string, Partial<FunctionSettings>]>([
  ['a name with a dot', 'FunctionName', { functionName: 'orders.accept' }],
  ['a name of 65 characters', 'FunctionName', { functionName: 'f'.repeat(65) }],
  ['127 MB of memory', 'MemorySize', { memoryMb: 127 }],
  ['10,241 MB of memory', 'MemorySize', { memoryMb: 10_241 }],
  ['no time', 'Timeout', { timeoutSeconds: 0 }],
  ['more than 15 minutes', 'Timeout', { timeoutSeconds: 901 }],
  ["one of Lambda's own variables", 'Environment', { environment: { AWS_REGION: 'eu-west-1' } }],
  ['credentials in the environment', 'Environment', { environment: { AWS_SECRET_ACCESS_KEY: 'x' } }],
])('refuses %s, naming %s', (_, field, change) => {
  const refusal = decideFunctionRefusal({ ...accepted, ...change });

  expect(refusal?.field).toBe(field);
});
