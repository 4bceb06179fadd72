import { isRunning, openTestHost, until } from './test-host.ts';

const parse = ({ payload, functionError }: { payload: string; functionError: string | undefined }) => ({
  functionError,
  ...JSON.parse(payload),
});

/** Fails in the way that the event names, and counts how often this environment was used. */
const fragile = `
  import { setTimeout as delay } from 'node:timers/promises';
  class OrderRefusedError extends Error { name = 'OrderRefusedError'; }
  let n = 0;
  const ways = {
    none: () => ++n,
    throw: () => { throw new OrderRefusedError('no stock'); },
    reject: () => Promise.reject('only text'),
    circular: () => { const a = {}; a.a = a; return a; },
    exit: ({ code }) => process.exit(code),
    signal: ({ signal }) => { process.kill(process.pid, signal); return delay(5000); },
    hang: () => delay(5000),
    spin: () => { for (;;); },
    uncaught: () => { setTimeout(() => { throw new TypeError('thrown late'); }, 5); return delay(5000); },
    rejection: () => { Promise.reject(new Error('nobody awaits me')); return delay(5000); },
    fill: () => { const kept = []; for (;;) kept.push(new Array(10_000).fill(kept.length)); },
  };
  export const handler = async (event) => ways[event.way](event);
`;

const openFragile = (definition = {}) => openTestHost({ fragile: { code: fragile, ...definition } });

test('an error that the handler throws is answered with its name, message and trace, and the environment goes on', async () => {
  await using lambda = await openFragile();
  await lambda.call('fragile', { way: 'none' });

  const thrown = parse(await lambda.invoke('fragile', '{"way":"throw"}'));

  expect(thrown).toMatchObject({
    functionError: 'Unhandled',
    errorType: 'OrderRefusedError',
    errorMessage: 'no stock',
    trace: expect.arrayContaining([expect.stringContaining('index.mjs')]),
  });
  expect(await lambda.call('fragile', { way: 'none' })).toBe(2);
});

test('what is rejected without being an Error is answered with its type, what is no JSON with an error of the runtime', async () => {
  await using lambda = await openFragile();

  const text = parse(await lambda.invoke('fragile', '{"way":"reject"}'));
  const circular = parse(await lambda.invoke('fragile', '{"way":"circular"}'));

  expect(text).toEqual({ functionError: 'Unhandled', errorType: 'string', errorMessage: 'only text', trace: [] });
  expect(circular).toMatchObject({
    errorType: 'Runtime.JSONStringifyError',
    errorMessage: 'Unable to stringify response body',
  });
});

test.each([
  ['hangs', 'hang'],
  ['never yields', 'spin'],
])('a function that %s is killed when its time is over, and the next invocation starts afresh', async (_name, way) => {
  await using lambda = await openFragile({ timeoutMs: 250 });
  await lambda.call('fragile', { way: 'none' });

  const outcome = await lambda.invoke('fragile', JSON.stringify({ way }));

  expect(parse(outcome)).toEqual({
    functionError: 'Unhandled',
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${outcome.requestId} Error: Task timed out after 0.25 seconds`,
  });
  expect(outcome.durationMs).toBe(250);
  expect(await lambda.call('fragile', { way: 'none' })).toBe(1);
});

test.each([
  [0, 'Error: Runtime exited without providing a reason'],
  [7, 'Error: Runtime exited with error: exit status 7'],
])(
  'process.exit(%i) is answered in the words of Lambda, and the next invocation starts afresh',
  async (code, words) => {
    await using lambda = await openFragile();
    await lambda.call('fragile', { way: 'none' });

    const outcome = await lambda.invoke('fragile', JSON.stringify({ way: 'exit', code }));

    expect(parse(outcome)).toEqual({
      functionError: 'Unhandled',
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${outcome.requestId} ${words}`,
    });
    expect(await lambda.call('fragile', { way: 'none' })).toBe(1);
  },
);

test.each([
  ['SIGKILL', 'killed'],
  ['SIGTERM', 'terminated'],
  ['SIGSEGV', 'segmentation fault'],
])('a process that ends by %s is answered in the words of Lambda', async (signal, words) => {
  await using lambda = await openFragile();

  const outcome = await lambda.invoke('fragile', JSON.stringify({ way: 'signal', signal }));

  expect(parse(outcome)).toMatchObject({
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${outcome.requestId} Error: Runtime exited with error: signal: ${words}`,
  });
  expect(await lambda.call('fragile', { way: 'none' })).toBe(1);
});

test('a heap above the memory of the function is out of memory, and the next invocation starts afresh', async () => {
  await using lambda = await openFragile({ memoryMb: 128, timeoutMs: 30_000 });

  const outcome = await lambda.invoke('fragile', '{"way":"fill"}');

  expect(parse(outcome)).toEqual({
    functionError: 'Unhandled',
    errorType: 'Runtime.OutOfMemory',
    errorMessage: `RequestId: ${outcome.requestId} Error: Runtime exited with error: signal: killed`,
  });
  expect(outcome.maxMemoryMb).toBe(128);
  expect(await lambda.call('fragile', { way: 'none' })).toBe(1);
}, 40_000);

test.each([
  ['uncaught', 'TypeError', 'thrown late'],
  ['rejection', 'Runtime.UnhandledPromiseRejection', 'Error: nobody awaits me'],
])('an error that nobody catches (%s) is answered and ends the environment', async (way, errorType, errorMessage) => {
  await using lambda = await openFragile();
  await lambda.call('fragile', { way: 'none' });

  const outcome = await lambda.invoke('fragile', JSON.stringify({ way }));

  expect(parse(outcome)).toMatchObject({ functionError: 'Unhandled', errorType, errorMessage });
  expect(await lambda.call('fragile', { way: 'none' })).toBe(1);
});

test('an environment that is killed between two invocations is replaced without anybody noticing', async () => {
  await using lambda = await openFragile();
  await lambda.call('fragile', { way: 'none' });
  const [pid = 0] = lambda.host.status()[0]?.pids ?? [];

  process.kill(pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 100));
  const outcome = await lambda.invoke('fragile', '{"way":"none"}');

  expect(outcome).toMatchObject({ payload: '1', functionError: undefined });
});

test('a process that the handler started does not outlive its environment', async () => {
  await using lambda = await openTestHost({
    parent: {
      code: `import { spawn } from 'node:child_process';
        export const handler = async () => {
          const child = spawn('sleep', ['60'], { stdio: 'inherit' });
          console.log('child', child.pid);
          return new Promise(() => undefined);
        };`,
      timeoutMs: 300,
    },
  });

  await lambda.invoke('parent', '{}');

  const line = lambda.entries.find((entry) => String(entry['message']).startsWith('child'));
  const pid = Number(String(line?.['message']).split(' ')[1]);
  expect(pid).toBeGreaterThan(1);
  await until(() => !isRunning(pid));
});
