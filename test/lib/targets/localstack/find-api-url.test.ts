import { findApiUrl } from '../../../../lib/targets/localstack/find-api-url.ts';

test('the stage is found by its path, at the address that this machine has for LocalStack', () => {
  const outputs = {
    SluicePlatform: { Other: 'x' },
    SluiceApiStage: { ApiUrl: 'http://localhost.localstack.cloud:4566/_aws/execute-api/abc123/demo' },
  };

  expect(findApiUrl(outputs, 'http://127.0.0.1:4571')).toBe('http://127.0.0.1:4571/_aws/execute-api/abc123/demo');
});

test('a deployment without the output is refused', () => {
  expect(() => findApiUrl({ SluicePlatform: {} }, 'http://127.0.0.1:4566')).toThrow('No stack has an output ApiUrl');
});
