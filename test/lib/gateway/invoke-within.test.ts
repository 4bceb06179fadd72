import { jest } from '@jest/globals';
import { SluiceError } from '../../../lib/foundation/sluice-error.ts';
import { invokeWithin, maxEventBytes } from '../../../lib/gateway/invoke-within.ts';
import { answering } from './gateway-fixture.ts';

class HostError extends SluiceError {
  readonly code: string;
  constructor(code: string) {
    super(`The host says ${code}.`);
    this.code = code;
  }
}

test('an answer in time is passed on untouched', async () => {
  const answer = await invokeWithin(answering({ statusCode: 200 }), 'echo', '{}', 1_000);

  expect(answer).toEqual({ kind: 'answer', payload: '{"statusCode":200}' });
});

test('an error of the function is 502 and its message is for the log', async () => {
  const failing = async () => ({
    payload: '{"errorType":"Error","errorMessage":"no broker"}',
    functionError: 'Unhandled',
    requestId: 'r-1',
  });

  const answer = await invokeWithin(failing, 'echo', '{}', 1_000);

  expect(answer).toMatchObject({ kind: 'gateway', statusCode: 502, reason: expect.stringContaining('no broker') });
});

test.each([
  ['THROTTLED', 500],
  ['REQUEST_TOO_LARGE', 413],
  ['HOST_CLOSED', 502],
])('a refusal with code %s is %i', async (code, statusCode) => {
  const answer = await invokeWithin(() => Promise.reject(new HostError(code)), 'echo', '{}', 1_000);

  expect(answer).toMatchObject({ kind: 'gateway', statusCode });
});

test('no answer in time is 504, and a late failure disturbs nobody', async () => {
  jest.useFakeTimers();
  const { promise, reject } = Promise.withResolvers<never>();

  const waiting = invokeWithin(() => promise, 'echo', '{}', 29_000);
  jest.advanceTimersByTime(29_000);
  const answer = await waiting;
  reject(new Error('late'));
  jest.useRealTimers();

  expect(answer).toMatchObject({ statusCode: 504, body: '{"message": "Endpoint request timed out"}' });
});

test('an event of more than 6 MB never reaches the function', async () => {
  const invoke = jest.fn(answering({ statusCode: 200 }));

  const fits = await invokeWithin(invoke, 'echo', 'x'.repeat(maxEventBytes), 1_000);
  const tooLong = await invokeWithin(invoke, 'echo', `${'x'.repeat(maxEventBytes - 1)}é`, 1_000);

  expect(fits).toMatchObject({ kind: 'answer' });
  expect(tooLong).toMatchObject({ statusCode: 413, body: '{"message": "Request Too Long"}' });
  expect(invoke).toHaveBeenCalledTimes(1);
});
