import getPort from 'get-port';
import { ThrottledError } from '../../../../lib/lambda-host/errors.ts';
import { type LambdaApiPorts, startLambdaApi } from '../../../../lib/targets/lambda-api/lambda-api.ts';
import type { LambdaApi } from '../../../../lib/targets/lambda-api/start-api-server.ts';
import { type LambdaInvoker, openLambdaInvoker } from '../../../../lib/targets/localstack/lambda-invoker.ts';
import { echo } from '../lambda-api/lambda-api-fixture.ts';

let api: LambdaApi;
let invoker: LambdaInvoker;
let run: LambdaApiPorts['invoke'];

const refuse = async (): Promise<never> => {
  throw new Error('none here');
};
const answer = (payload: string, functionError?: string): LambdaApiPorts['invoke'] => {
  return async () => ({ payload, functionError, executedVersion: '$LATEST', requestId: 'request-1', logTail: '' });
};

beforeEach(async () => {
  run = answer('null');
  api = await startLambdaApi({
    preferredPort: await getPort(),
    ports: {
      functions: () => [echo],
      invoke: (name, payload, options) => run(name, payload, options),
      eventSources: () => [],
      createEventSource: refuse,
      updateEventSource: refuse,
      deleteEventSource: refuse,
    },
  });
  invoker = openLambdaInvoker(() => api.url);
});
afterEach(async () => {
  invoker.close();
  await api.close();
});

test('the payload goes to the function as it is, and its answer comes back', async () => {
  const payloads: string[] = [];
  run = async (...given) => {
    payloads.push(given[1]);
    return answer('{"batchItemFailures":[]}')(...given);
  };

  const result = await invoker.invoke('echo', '{"records":{}}');

  expect(payloads).toEqual(['{"records":{}}']);
  expect(result).toEqual({ requestId: 'request-1', payload: '{"batchItemFailures":[]}', functionError: undefined });
});

test('a failure of the function is an answer, not an exception', async () => {
  run = answer('{"errorType":"Error"}', 'Unhandled');

  await expect(invoker.invoke('echo', '{}')).resolves.toMatchObject({ functionError: 'Unhandled' });
});

test('a throttle is told apart, and nothing is tried again here', async () => {
  let asked = 0;
  run = async () => {
    asked += 1;
    throw new ThrottledError();
  };

  await expect(invoker.invoke('echo', '{}')).rejects.toMatchObject({ code: 'THROTTLED', retryable: true });
  expect(asked).toBe(1);
});

test('a function that there is not is told apart', async () => {
  await expect(invoker.invoke('gone', '{}')).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' });
});

test('an error of the service is one', async () => {
  run = async () => {
    throw new Error('broken');
  };

  await expect(invoker.invoke('echo', '{}')).rejects.toMatchObject({ code: 'SERVICE_ERROR' });
});

test('an API that is not there is one that was not reached', async () => {
  await api.close();

  await expect(invoker.invoke('echo', '{}')).rejects.toMatchObject({ code: 'LAMBDA_UNREACHABLE', retryable: true });
});
