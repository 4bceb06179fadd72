import { Readable } from 'node:stream';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { switchSource } from '../../../../functions/platform/consumers/switch-source.ts';

/** A client whose requests are all answered like this, by nobody. */
const answered = (statusCode: number, errorType: string, requests: unknown[] = []): LambdaClient =>
  new LambdaClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
    requestHandler: {
      handle: async (request: unknown) => {
        requests.push(request);
        const headers = { 'content-type': 'application/json', 'x-amzn-errortype': errorType };
        return { response: { statusCode, headers, body: Readable.from([Buffer.from('{}')]) } };
      },
    },
  });

test.each([
  [400, 'ResourceInUseException'],
  [409, 'ResourceConflictException'],
])('a mapping that is being changed is told as such: %d %s', async (statusCode, errorType) => {
  await expect(switchSource(answered(statusCode, errorType), 'uuid-1', true)).rejects.toMatchObject({
    code: 'EVENT_SOURCE_BUSY',
    status: 409,
    retryable: true,
  });
});

test('another refusal is not taken for that', async () => {
  await expect(switchSource(answered(404, 'ResourceNotFoundException'), 'uuid-1', true)).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('changes nothing of a mapping but whether it is enabled', async () => {
  const requests: { method: string; path: string; body: Uint8Array }[] = [];

  await switchSource(answered(202, '', requests), 'uuid-1', false);

  expect(requests.map(({ method, path, body }) => [method, path, JSON.parse(new TextDecoder().decode(body))])).toEqual([
    ['PUT', '/2015-03-31/event-source-mappings/uuid-1', { Enabled: false }],
  ]);
});
