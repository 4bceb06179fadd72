import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestHost } from './test-host.ts';

const parse = ({ payload, functionError }: { payload: string; functionError: string | undefined }) => ({
  functionError,
  ...JSON.parse(payload),
});

test.each([
  ['export const other = 1;', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
  ['export const handler = 5;', 'Runtime.HandlerNotFound', 'index.handler is not a function'],
  ['export const handler = async ( => 1;', 'Runtime.UserCodeSyntaxError', "SyntaxError: Unexpected token '=>'"],
  ["throw new RangeError('bad configuration');", 'RangeError', 'bad configuration'],
  [
    'export const handler = (event, context, callback) => callback(null, 1);',
    'Runtime.CallbackHandlerDeprecated',
    'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. ' +
      'You need to modify this function to use a supported handler signature to use Node.js 24 or later. ' +
      'For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
  ],
])('refuses %s', async (code, errorType, errorMessage) => {
  await using lambda = await openTestHost({ broken: code });

  const outcome = await lambda.invoke('broken', '{}');

  expect(parse(outcome)).toEqual({ functionError: 'Unhandled', errorType, errorMessage, trace: expect.any(Array) });
  expect(parse(outcome).trace[0]).toContain(errorType === 'Runtime.UserCodeSyntaxError' ? 'SyntaxError' : errorType);
});

test('tells a code file that is missing from a package that is, as the runtime does', async () => {
  await using lambda = await openTestHost({
    noFile: { code: '', handler: 'absent.handler' },
    noPackage: "import 'absent-package'; export const handler = async () => 1;",
    noCommonJs: "import { createRequire } from 'node:module'; createRequire(import.meta.url)('absent-package');",
    malformed: { code: '', handler: 'index' },
  });

  const noFile = parse(await lambda.invoke('noFile', '{}'));
  const noPackage = parse(await lambda.invoke('noPackage', '{}'));
  const noCommonJs = parse(await lambda.invoke('noCommonJs', '{}'));
  const malformed = parse(await lambda.invoke('malformed', '{}'));

  expect(noFile.errorType).toBe('Runtime.ImportModuleError');
  expect(noFile.errorMessage).toMatch(/^Error: Cannot find module 'absent'\nRequire stack:/);
  expect(noPackage.errorType).toBe('Error');
  expect(noPackage.errorMessage).toContain("Cannot find package 'absent-package' imported from");
  expect(noCommonJs.errorType).toBe('Runtime.ImportModuleError');
  expect(malformed).toMatchObject({ errorType: 'Runtime.MalformedHandlerName', errorMessage: 'Bad handler' });
});

test('an init that fails once is tried again within the invocation, and is not billed as an init then', async () => {
  await using lambda = await openTestHost({
    second: `import { existsSync, writeFileSync } from 'node:fs';
      if (!existsSync('tried')) { writeFileSync('tried', ''); throw new Error('the first time'); }
      export const handler = async () => 'the second time';`,
  });

  const outcome = await lambda.invoke('second', '{}');

  expect(outcome).toMatchObject({ payload: '"the second time"', functionError: undefined, initMs: undefined });
  expect(lambda.entries.map((entry) => entry['type']).filter(Boolean)).toEqual([
    'platform.initStart',
    'platform.initReport',
    'platform.start',
    'platform.end',
    'platform.report',
  ]);
});

test('an init beyond its limit is ended and tried again with the time of the function', async () => {
  const code = `
    import { setTimeout as delay } from 'node:timers/promises';
    await delay(400);
    export const handler = async () => 'patient';`;
  await using lambda = await openTestHost(
    { slow: { code, timeoutMs: 5000 }, hasty: { code, timeoutMs: 200 } },
    { initTimeoutMs: 150 },
  );

  const slow = await lambda.invoke('slow', '{}');
  const hasty = await lambda.invoke('hasty', '{}');

  expect(slow).toMatchObject({ payload: '"patient"', initMs: undefined });
  expect(slow.durationMs).toBeGreaterThan(400);
  expect(parse(hasty)).toEqual({
    functionError: 'Unhandled',
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${hasty.requestId} Error: Task timed out after 0.20 seconds`,
  });
  expect(lambda.entries).toContainEqual(
    expect.objectContaining({
      type: 'platform.initReport',
      record: expect.objectContaining({ phase: 'init', status: 'timeout', errorType: 'Sandbox.Timedout' }),
    }),
  );
});

test('a module that ends its process is answered as such', async () => {
  await using lambda = await openTestHost({ quitting: 'process.exit(3);' });

  const outcome = await lambda.invoke('quitting', '{}');

  expect(parse(outcome)).toEqual({
    functionError: 'Unhandled',
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${outcome.requestId} Error: Runtime exited with error: exit status 3`,
  });
});

test('a code folder that is gone is an error of the invocation, not of the host', async () => {
  await using lambda = await openTestHost({ gone: 'export const handler = async () => 1;' });
  await rm(join(lambda.directory, 'gone'), { recursive: true });

  const outcome = await lambda.invoke('gone', '{}');

  expect(parse(outcome)).toMatchObject({ functionError: 'Unhandled', errorType: 'Runtime.InvalidWorkingDir' });
});
