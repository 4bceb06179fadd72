import { openTestHost } from './test-host.ts';

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

test('an invocation is logged from start to report in the JSON format of Lambda', async () => {
  await using lambda = await openTestHost({
    talk: `console.log('at cold start');
      export const handler = async (event) => {
        console.log('plain'); console.debug({ nested: true }); console.warn('%s of %d', 'one', 2);
        console.error('failed', new TypeError('wrong'));
        console.error(Object.assign(new RangeError('alone'), { status: 3 }));
      };`,
  });

  const { requestId, durationMs, billedMs, initMs, maxMemoryMb } = await lambda.invoke('talk', '{}');

  const common = { timestamp: iso, function: 'talk', requestId };
  const platform = { ...common, level: 'INFO', time: iso };
  expect(lambda.entries).toEqual([
    expect.objectContaining({ type: 'platform.initStart', requestId: undefined, function: 'talk' }),
    { ...common, requestId: '-', level: 'INFO', message: 'at cold start' },
    {
      ...platform,
      type: 'platform.start',
      record: {
        requestId,
        functionArn: 'arn:aws:lambda:ap-southeast-2:123456789012:function:talk',
        version: '$LATEST',
      },
    },
    { ...common, level: 'INFO', message: 'plain' },
    { ...common, level: 'DEBUG', message: { nested: true } },
    { ...common, level: 'WARN', message: 'one of 2' },
    {
      ...common,
      level: 'ERROR',
      message: expect.stringContaining('failed TypeError: wrong'),
      errorType: 'TypeError',
      errorMessage: 'wrong',
      stackTrace: expect.any(Array),
    },
    {
      ...common,
      level: 'ERROR',
      message: { errorType: 'RangeError', errorMessage: 'alone', stackTrace: expect.any(Array), status: 3 },
    },
    { ...platform, type: 'platform.end', record: { requestId } },
    {
      ...platform,
      type: 'platform.report',
      record: {
        requestId,
        metrics: {
          durationMs,
          billedDurationMs: billedMs,
          memorySizeMB: 256,
          maxMemoryUsedMB: maxMemoryMb,
          initDurationMs: initMs,
        },
        status: 'success',
      },
    },
  ]);
});

test('a line that is JSON already stays as it is, any other becomes a message', async () => {
  await using lambda = await openTestHost({
    raw: `export const handler = async () => {
        process.stdout.write('{"level":"WARN","message":"of a logger","service":"grid","timestamp":"2026-01-01T00:00:00.000Z"}\\n');
        process.stdout.write('{not json}\\nunfini'); process.stdout.write('shed');
        process.stderr.write('to stderr\\n');
      };`,
  });

  const { requestId } = await lambda.invoke('raw', '{}');

  const own = lambda.entries.filter((entry) => entry['type'] === undefined);
  expect(own).toHaveLength(4);
  expect(own).toEqual(
    expect.arrayContaining([
      {
        function: 'raw',
        requestId,
        level: 'WARN',
        message: 'of a logger',
        service: 'grid',
        timestamp: '2026-01-01T00:00:00.000Z',
      },
      { function: 'raw', requestId, level: 'INFO', message: '{not json}', timestamp: iso },
      { function: 'raw', requestId, level: 'INFO', message: 'unfinished', timestamp: iso },
      { function: 'raw', requestId, level: 'WARN', message: 'to stderr', timestamp: iso },
    ]),
  );
});

test('every line is there before the end of the invocation, however much was written', async () => {
  await using lambda = await openTestHost({
    flood: `export const handler = async (lines) => {
        for (let i = 0; i < lines; i += 1) console.log(i + ' ' + 'ä'.repeat(500));
        process.stderr.write('last on stderr\\n');
      };`,
  });

  await lambda.invoke('flood', '5000');

  const types = lambda.entries.map((entry) => entry['type']);
  const lines = lambda.entries.slice(types.indexOf('platform.start') + 1, types.indexOf('platform.end'));
  const written = lines.filter(({ level }) => level === 'INFO').map((entry) => parseInt(String(entry['message']), 10));
  expect(written).toEqual(Array.from({ length: 5000 }, (_, i) => i));
  expect(lines.filter(({ level }) => level === 'WARN')).toHaveLength(1);
});

test.each([
  ['the console', "console.log('x'.repeat(500))"],
  ['the stream', "process.stdout.write('x'.repeat(500) + '\\n')"],
])('what was written to %s right before the process ended is not lost', async (_name, write) => {
  await using lambda = await openTestHost({
    leave: `export const handler = async () => { for (let i = 0; i < 2000; i += 1) ${write}; process.exit(1); };`,
  });

  await lambda.invoke('leave', '{}');

  expect(lambda.entries.filter(({ message }) => String(message).startsWith('xxx'))).toHaveLength(2000);
});

test('what was written before a timeout is there, and what the platform says of it', async () => {
  await using lambda = await openTestHost({
    hang: { code: "export const handler = async () => { console.log('before'); for (;;); };", timeoutMs: 200 },
  });

  const { requestId } = await lambda.invoke('hang', '{}');

  const ending = lambda.entries.slice(-4);
  expect(ending.map((entry) => entry['type'] ?? entry['message'])).toEqual([
    'before',
    `RequestId: ${requestId} Error: Task timed out after 0.20 seconds`,
    'platform.end',
    'platform.report',
  ]);
  expect(ending[3]?.['record']).toMatchObject({ status: 'timeout', errorType: 'Sandbox.Timedout' });
});

test('the tail is the last 4 KB of the log of this invocation', async () => {
  await using lambda = await openTestHost({
    talk: "export const handler = async (lines) => { for (let i = 0; i < lines; i += 1) console.log('line ' + i); };",
  });

  const short = await lambda.invoke('talk', '1');
  const long = await lambda.invoke('talk', '500');

  const decode = (tail: string) => Buffer.from(tail, 'base64').toString();
  expect(
    decode(short.logTail)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).type ?? JSON.parse(line).message),
  ).toEqual(['platform.start', 'line 0', 'platform.end', 'platform.report']);
  expect(Buffer.from(long.logTail, 'base64')).toHaveLength(4096);
  expect(decode(long.logTail)).toContain('line 499');
  expect(decode(long.logTail)).not.toContain('line 400');
});

test('AWS_LAMBDA_LOG_LEVEL leaves out what is below it', async () => {
  await using lambda = await openTestHost({
    quiet: {
      code: "export const handler = async () => { console.info('info'); console.warn('warn'); };",
      environment: { AWS_LAMBDA_LOG_LEVEL: 'WARN' },
    },
  });

  await lambda.invoke('quiet', '{}');

  expect(lambda.entries.map(({ message }) => message).filter(Boolean)).toEqual(['warn']);
});
