import { stat, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type ExecutorServer, startExecutorServer } from '../../../../lib/lambda-host/executor/executor-server.ts';
import type { Registration } from '../../../../lib/lambda-host/executor/registration.ts';
import { hashCode } from '../../../../lib/lambda-host/hash-code.ts';
import { openTestHost, type TestHost, until } from '../test-host.ts';

interface Answer {
  readonly statusCode: number;
  readonly body: { payload?: string; functionError?: string | null; log?: string; code?: string; message?: string };
}

interface TestExecutor extends AsyncDisposable {
  readonly lambda: TestHost;
  readonly socketPath: string;
  readonly server: ExecutorServer;
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  put(id: string, changes?: Partial<Registration>): Promise<Answer>;
  /** Writes the code and registers the environment. */
  register(id: string, code: string, changes?: Partial<Registration>): Promise<Answer>;
  invoke(id: string, event?: unknown): Promise<Answer>;
}

const openExecutor = async (): Promise<TestExecutor> => {
  const lambda = await openTestHost({});
  const socketPath = join(lambda.directory, 'executor.sock');
  await writeFile(socketPath, 'of one that is no more');
  const server = await startExecutorServer({ socketPath, host: lambda.host });
  const agent = new Agent({ keepAlive: true });
  const ask = (method: string, path: string, body?: unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      httpRequest({ socketPath, agent, method, path }, (response) => {
        text(response).then((answer) => {
          resolve({ statusCode: response.statusCode ?? 0, body: answer === '' ? {} : JSON.parse(answer) });
        }, reject);
      })
        .on('error', reject)
        .end(body === undefined ? undefined : JSON.stringify(body));
    });
  const put = (id: string, { functionName = 'greet', ...changes }: Partial<Registration> = {}): Promise<Answer> =>
    ask('PUT', `/environments/${id}`, {
      functionName,
      version: '$LATEST',
      arn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
      handler: 'index.handler',
      codeDirectory: join(lambda.directory, functionName),
      timeoutMs: 3000,
      memoryMb: 256,
      environment: {},
      hostEnvironment: {},
      ...changes,
    });
  return {
    lambda,
    socketPath,
    server,
    ask,
    put,
    register: async (id, code, changes = {}) => {
      await lambda.writeCode(changes.functionName ?? 'greet', code);
      return put(id, changes);
    },
    invoke: (id, event = {}) =>
      ask('POST', `/environments/${id}/invocations`, { requestId: `request-${id}`, payload: JSON.stringify(event) }),
    [Symbol.asyncDispose]: async () => {
      await server.close();
      agent.destroy();
      await lambda[Symbol.asyncDispose]();
    },
  };
};

const variable = (name: string) => `export const handler = async () => process.env['${name}'] ?? null;`;
const coldStarts = ({ lambda }: TestExecutor) => lambda.host.status().map((each) => each.coldStarts);

test('a registered environment answers with the result, no error and the log of the invocation', async () => {
  await using executor = await openExecutor();

  const registered = await executor.register(
    'one',
    `export const handler = async (event, context) => {
      console.log('greeting');
      return { event, requestId: context.awsRequestId, name: context.functionName, client: context.clientContext };
    };`,
  );
  const answer = await executor.ask('POST', '/environments/one/invocations', {
    requestId: 'r-1',
    payload: '{"to":"ä"}',
    clientContext: Buffer.from('{"custom":{"a":1}}').toString('base64'),
  });

  expect(registered.statusCode).toBe(204);
  expect(answer).toMatchObject({ statusCode: 200, body: { functionError: null } });
  expect(JSON.parse(answer.body.payload ?? '')).toEqual({
    event: { to: 'ä' },
    requestId: 'r-1',
    name: 'greet',
    client: { custom: { a: 1 } },
  });
  expect(answer.body.log).toMatch(/platform\.start.*greeting.*platform\.report/s);
});

test('only this user reaches the socket', async () => {
  await using executor = await openExecutor();

  expect((await stat(executor.socketPath)).mode & 0o777).toBe(0o600);
});

test('an error and a timeout of the function are answers', async () => {
  await using executor = await openExecutor();
  await executor.register('fails', "export const handler = async () => { throw new RangeError('no'); };", {
    functionName: 'fails',
  });
  await executor.register('hangs', 'export const handler = async () => { for (;;); };', {
    functionName: 'hangs',
    timeoutMs: 200,
  });

  const failed = await executor.invoke('fails');
  const hung = await executor.invoke('hangs');

  expect(failed).toMatchObject({ statusCode: 200, body: { functionError: 'Unhandled' } });
  expect(JSON.parse(failed.body.payload ?? '')).toMatchObject({ errorType: 'RangeError', errorMessage: 'no' });
  expect(hung).toMatchObject({ statusCode: 200, body: { functionError: 'Unhandled' } });
  expect(hung.body.payload).toContain('Task timed out after 0.20 seconds');
});

test("what LocalStack adds wins over the function's own variables, and new credentials alone restart nothing", async () => {
  await using executor = await openExecutor();
  const environment = { AWS_ENDPOINT_URL: 'of the function' };
  const register = (id: string, port: number, key: string) =>
    executor.register(id, variable('AWS_ENDPOINT_URL'), {
      environment,
      hostEnvironment: { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: key },
    });

  await register('one', 4566, 'first');
  const before = await executor.invoke('one');
  await register('two', 4566, 'second');
  await executor.invoke('two');
  const started = coldStarts(executor);
  await register('three', 4567, 'second');
  const after = await executor.invoke('one');

  expect(before.body.payload).toBe('"http://127.0.0.1:4566"');
  expect(started).toEqual([1]);
  expect(after.body.payload).toBe('"http://127.0.0.1:4567"');
});

test('the newest registration is what runs: an equal one restarts nothing, other code does', async () => {
  await using executor = await openExecutor();
  await executor.register('one', 'export const handler = async () => 1;');
  await executor.invoke('one');

  await executor.register('two', 'export const handler = async () => 1;');
  await executor.invoke('two');
  const unchanged = coldStarts(executor);
  await executor.register('three', 'export const handler = async () => 2;');

  expect(unchanged).toEqual([1]);
  expect((await executor.invoke('one')).body.payload).toBe('2');
  expect(coldStarts(executor)).toEqual([2]);
});

test('a version is a function of its own, and its log says so', async () => {
  await using executor = await openExecutor();
  const code =
    'export const handler = async (event, { functionName, functionVersion }) => [functionName, functionVersion];';

  await executor.register('latest', code);
  await executor.register('seven', code, { version: '7' });
  const answer = await executor.invoke('seven');

  expect(answer.body.payload).toBe('["greet","7"]');
  expect(executor.lambda.entries.map((entry) => entry.function)).toContain('greet:7');
  expect(executor.lambda.host.status().map((each) => each.functionName)).toEqual(['greet', 'greet:7']);
});

test('an environment that nobody registered is not found, by a code of its own', async () => {
  await using executor = await openExecutor();
  await executor.register('one', variable('X'));

  const deleted = await executor.ask('DELETE', '/environments/one');
  const deletedAgain = await executor.ask('DELETE', '/environments/one');
  const answer = await executor.invoke('one');

  expect([deleted.statusCode, deletedAgain.statusCode]).toEqual([204, 204]);
  expect(answer).toMatchObject({ statusCode: 404, body: { code: 'ENVIRONMENT_UNKNOWN' } });
  expect(executor.lambda.host.status()).toEqual([]);
});

test('twenty invocations at once, each of an environment of its own, all get their own answer', async () => {
  await using executor = await openExecutor();
  const ids = Array.from({ length: 20 }, (_, index) => `environment-${index}`);
  const code = 'export const handler = async (event, { awsRequestId }) => [event, awsRequestId];';
  await Promise.all(ids.map((id) => executor.register(id, code)));

  const answers = await Promise.all(ids.map((id, index) => executor.invoke(id, index)));

  expect(answers.map(({ body }) => JSON.parse(body.payload ?? ''))).toEqual(
    ids.map((id, index) => [index, `request-${id}`]),
  );
});

test('a payload of six megabytes goes there and back; one that Lambda refuses, and one that is too long to read, are refused', async () => {
  await using executor = await openExecutor();
  await executor.register('one', 'export const handler = async (event) => event;');

  const whole = await executor.invoke('one', '"'.repeat(3_000_000));
  const refused = await executor.invoke('one', 'a'.repeat(8_000_000));
  const unread = await executor.invoke('one', 'a'.repeat(26_000_000));

  expect(JSON.parse(whole.body.payload ?? '')).toHaveLength(3_000_000);
  expect(refused).toMatchObject({ statusCode: 413, body: { code: 'REQUEST_TOO_LARGE' } });
  expect(unread).toMatchObject({ statusCode: 413, body: { code: 'EXECUTOR_REQUEST_TOO_LONG' } });
});

test('a client that hangs up in the middle of an invocation changes nothing for the function', async () => {
  await using executor = await openExecutor();
  await executor.register(
    'one',
    'let count = 0; export const handler = async (ms) => { await new Promise((done) => setTimeout(done, ms)); return ++count; };',
  );

  const abandoned = httpRequest({
    socketPath: executor.socketPath,
    method: 'POST',
    path: '/environments/one/invocations',
  });
  abandoned.on('error', () => undefined);
  abandoned.end(JSON.stringify({ requestId: 'abandoned', payload: '300' }));
  await until(() => executor.lambda.host.status()[0]?.busy === 1);
  abandoned.destroy();
  await until(() => executor.lambda.host.status()[0]?.busy === 0);

  expect((await executor.invoke('one', 0)).body.payload).toBe('2');
  expect(coldStarts(executor)).toEqual([1]);
});

test('a closing host is said to be one, and so is a closing server', async () => {
  await using executor = await openExecutor();
  await executor.register('one', 'export const handler = async (ms) => new Promise((done) => setTimeout(done, ms));');

  const underWay = executor.invoke('one', 10_000);
  await until(() => executor.lambda.host.status()[0]?.busy === 1);
  await executor.server.close();
  await executor.lambda.host.close();

  expect(await underWay).toMatchObject({ statusCode: 503, body: { code: 'HOST_CLOSED' } });
  await expect(executor.invoke('one')).rejects.toThrow(/ENOENT|ECONNREFUSED/);
});

test.each([
  ['a request that is none', 'GET', '/environments/one', undefined, 'GET /environments/one is no request'],
  ['a body that is not JSON', 'PUT', '/environments/one', undefined, 'not JSON'],
  ['a field that is missing', 'POST', '/environments/one/invocations', { requestId: 'r' }, 'payload'],
])('%s is refused with what is wrong', async (_what, method, path, body, message) => {
  await using executor = await openExecutor();

  const answer = await executor.ask(method, path, body);

  expect(answer).toMatchObject({
    statusCode: 400,
    body: { code: 'EXECUTOR_REQUEST_INVALID', message: expect.stringContaining(message) },
  });
});

test('forty registrations in a row cost little more than reading the forty code folders once', async () => {
  await using executor = await openExecutor();
  const code = `/* ${'x'.repeat(2_000_000)} */ export const handler = async () => 1;`;
  const names = Array.from({ length: 40 }, (_, index) => `function-${index}`);
  for (const functionName of names) await executor.lambda.writeCode(functionName, code);
  const measure = async (work: (functionName: string) => Promise<unknown>): Promise<number> => {
    const startedMs = performance.now();
    for (const functionName of names) await work(functionName);
    return performance.now() - startedMs;
  };

  const readingMs = await measure((functionName) => hashCode(join(executor.lambda.directory, functionName)));
  const registeringMs = await measure((functionName) => executor.put(functionName, { functionName }));

  expect(executor.lambda.host.status()).toHaveLength(40);
  // Reading all that there are at each registration would be twenty times as much.
  expect(registeringMs / readingMs).toBeLessThan(7);
});
