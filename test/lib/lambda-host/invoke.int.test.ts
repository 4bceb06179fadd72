import {
  FunctionNotFoundError,
  InvalidRequestContentError,
  RequestTooLargeError,
} from '../../../lib/lambda-host/errors.ts';
import { openTestHost } from './test-host.ts';

const echo = 'export const handler = async (event) => event;';

test('answers what the handler returns; the first invocation tells how long the init took', async () => {
  await using lambda = await openTestHost({ echo });

  const cold = await lambda.invoke('echo', '{"a":[1,"ü"]}');
  const warm = await lambda.invoke('echo', '""');

  expect(cold).toMatchObject({ payload: '{"a":[1,"ü"]}', functionError: undefined, executedVersion: '$LATEST' });
  expect(cold.initMs).toBeGreaterThan(5);
  expect(cold.billedMs).toBe(Math.ceil(cold.durationMs + (cold.initMs ?? 0)));
  expect(cold.maxMemoryMb).toBeGreaterThan(20);
  expect(warm).toMatchObject({ payload: '""', initMs: undefined });
  expect(warm.requestId).not.toBe(cold.requestId);
  expect(lambda.host.status()).toEqual([
    expect.objectContaining({ functionName: 'echo', environments: 1, busy: 0, invocations: 2, coldStarts: 1 }),
  ]);
});

test('an empty payload is an empty event, and a handler without a result answers null', async () => {
  await using lambda = await openTestHost({
    kind: 'export const handler = async (event) => Object.keys(event);',
    silent: 'export const handler = async () => {};',
  });

  expect((await lambda.invoke('kind', '')).payload).toBe('[]');
  expect((await lambda.invoke('silent', '{}')).payload).toBe('null');
});

test('a handler may be synchronous, a default export, nested, or in a folder', async () => {
  await using lambda = await openTestHost({
    sync: 'export const handler = () => 1;',
    byDefault: 'export default { handler: async () => 2 };',
    nested: { code: 'export const api = { get: async () => 3 };', handler: 'index.api.get' },
  });
  const [inFolder] = await lambda.define({ parent: { code: '', handler: 'dist/index.handler' } });
  await lambda.writeCode('parent/dist', 'export const handler = async () => 4;');

  const results = [await lambda.call('sync'), await lambda.call('byDefault'), await lambda.call('nested')];
  await lambda.host.apply(inFolder ? [inFolder] : []);

  expect([...results, await lambda.call('parent')]).toEqual([1, 2, 3, 4]);
});

test('the context tells the handler all about its invocation', async () => {
  await using lambda = await openTestHost({
    inspect: {
      code: `export const handler = async (event, context) => {
        const remaining = [context.getRemainingTimeInMillis()];
        await new Promise((resolve) => setTimeout(resolve, 40));
        remaining.push(context.getRemainingTimeInMillis());
        return { ...context, keys: Object.keys(context), remaining, variables: process.env };
      };`,
      timeoutMs: 2000,
      memoryMb: 192,
    },
  });
  const clientContext = Buffer.from('{"custom":{"tenant":"a"}}').toString('base64');

  const { payload, requestId } = await lambda.invoke('inspect', '{}', { requestId: 'request-1', clientContext });

  const { remaining, variables, ...context } = JSON.parse(payload);
  expect(requestId).toBe('request-1');
  expect(context).toEqual({
    functionName: 'inspect',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:ap-southeast-2:123456789012:function:inspect',
    memoryLimitInMB: '192',
    awsRequestId: 'request-1',
    logGroupName: '/aws/lambda/inspect',
    logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    clientContext: { custom: { tenant: 'a' } },
    callbackWaitsForEmptyEventLoop: true,
    keys: expect.arrayContaining(['identity', 'getRemainingTimeInMillis']),
  });
  expect(variables.AWS_LAMBDA_LOG_STREAM_NAME).toBe(context.logStreamName);
  expect(remaining[0]).toBeGreaterThan(1900);
  expect(remaining[0]).toBeLessThanOrEqual(2000);
  expect(remaining[1]).toBeLessThanOrEqual(remaining[0] - 38);
});

test('what the module built at its cold start is there for every invocation', async () => {
  await using lambda = await openTestHost({ count: 'let n = 0; export const handler = async () => ++n;' });

  expect([await lambda.call('count'), await lambda.call('count'), await lambda.call('count')]).toEqual([1, 2, 3]);
});

test('a payload of 6 MB arrives whole, one byte more is refused in the words of Lambda', async () => {
  await using lambda = await openTestHost({ measure: 'export const handler = async (event) => event.length;' });
  const largest = JSON.stringify('x'.repeat(6_291_456 - 2));

  const { payload } = await lambda.invoke('measure', largest);
  const refused = lambda.invoke('measure', `${largest} `);

  expect(payload).toBe('6291454');
  await expect(refused).rejects.toThrow(
    new RequestTooLargeError(
      '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    ),
  );
});

test('a response above the limit is an error of the function, which goes on', async () => {
  await using lambda = await openTestHost({
    fill: "let n = 0; export const handler = async (length) => 'x'.repeat(length - 2 + n++ * 0);",
  });

  const largest = await lambda.invoke('fill', '6291556');
  const tooLarge = await lambda.invoke('fill', '6291557');
  const after = await lambda.invoke('fill', '3');

  expect(largest.payload).toHaveLength(6_291_556);
  expect(tooLarge.functionError).toBe('Unhandled');
  expect(JSON.parse(tooLarge.payload)).toEqual({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
  });
  expect(after).toMatchObject({ payload: '"x"', initMs: undefined });
});

test('refuses a function that does not exist, a payload and a client context that are not JSON', async () => {
  await using lambda = await openTestHost({ echo });

  await expect(lambda.invoke('missing', '{}')).rejects.toThrow(FunctionNotFoundError);
  await expect(lambda.invoke('echo', '{"a"')).rejects.toThrow(InvalidRequestContentError);
  await expect(lambda.invoke('echo', '{}', { clientContext: 'bm8=' })).rejects.toThrow(InvalidRequestContentError);
  expect(await lambda.call('echo', 'still there')).toBe('still there');
});

test('a handler finds no channel to the runner', async () => {
  await using lambda = await openTestHost({
    look: 'export const handler = async () => [typeof process.send, Object.keys(process.env).filter((k) => k.startsWith("NODE_"))];',
  });

  expect(await lambda.call('look')).toEqual(['undefined', []]);
});
