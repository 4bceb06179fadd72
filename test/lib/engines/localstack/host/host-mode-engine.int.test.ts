import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { CreateFunctionCommand, InvokeCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
import { jest } from '@jest/globals';
import type { Engine, EngineCrash, EngineOptions } from '../../../../../lib/engines/engine.ts';
import { findPython } from '../../../../../lib/engines/localstack/host/find-python.ts';
import { buildHostModeEngine } from '../../../../../lib/engines/localstack/host/host-mode-engine.ts';
import { useInstance } from '../../use-instance.ts';
import { type LambdaHostStandIn, startLambdaHostStandIn } from './lambda-host-stand-in.ts';

// The first of them installs LocalStack where that is not done yet.
jest.setTimeout(300_000);

const python = await findPython(process.env).catch(() => undefined);
if (python === undefined)
  console.warn('LocalStack without Docker was not run: it needs Python 3.11 or newer with venv.');
const testWithPython = python === undefined ? test.skip : test;

const run = promisify(execFile);
const socketOf = (instanceDirectory: string): string => join(instanceDirectory, 'executor.sock');

const instance = useInstance((options: EngineOptions) =>
  buildHostModeEngine({ ...options, executorSocket: socketOf(options.instanceDirectory) }),
);
let lambdaHost: LambdaHostStandIn | undefined;
afterEach(() => lambdaHost?.close());

const account = { region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };

const createTable = async ({ endpoint }: Engine): Promise<DynamoDBClient> => {
  const client = new DynamoDBClient({ endpoint: endpoint?.address ?? '', ...account });
  await client.send(
    new CreateTableCommand({
      TableName: 'events',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    }),
  );
  return client;
};

const zip = async (source: string): Promise<Buffer> => {
  const file = join(instance.directory(), 'index.mjs');
  await writeFile(file, source);
  await run(python?.command ?? '', ['-m', 'zipfile', '-c', `${file}.zip`, file]);
  return readFile(`${file}.zip`);
};

const createFunction = async (endpoint: string): Promise<LambdaClient> => {
  const client = new LambdaClient({ endpoint, ...account });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'accept',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/any',
      Code: { ZipFile: await zip('export const handler = async () => {};\n') },
      Environment: { Variables: { TABLE: 'events' } },
    }),
  );
  await waitUntilFunctionActiveV2({ client, maxWaitTime: 20, minDelay: 1 }, { FunctionName: 'accept' });
  return client;
};

interface Member {
  readonly pid: number;
  readonly command: string;
}

/** The live processes of LocalStack's group. */
const membersOf = async (group: number): Promise<Member[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,pgid=,stat=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, pgid, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return Number(pgid) === group && !state?.startsWith('Z') ? [{ pid: Number(pid), command }] : [];
  });
};

/** Killed processes need a moment for their memory to be taken back. */
const membersLeft = async (group: number): Promise<Member[]> => {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const members = await membersOf(group);
    if (members.length === 0 || performance.now() > deadline) return members;
    await sleep(50);
  }
};

const groupOf = (engine: Engine): number => {
  if (engine.identity === undefined) throw new Error('It runs, so it has an identity.');
  return engine.identity.pid;
};

testWithPython(
  'a function made through the Lambda API runs in the Lambda host; when the host is gone, an invocation says so',
  async () => {
    lambdaHost = await startLambdaHostStandIn(socketOf(instance.directory()));
    const { address } = await instance.build().start();
    const client = await createFunction(address);

    const { Payload, FunctionError, LogResult } = await client.send(
      new InvokeCommand({ FunctionName: 'accept', Payload: JSON.stringify({ n: 1 }), LogType: 'Tail' }),
    );
    lambdaHost.close();
    const without = await client.send(new InvokeCommand({ FunctionName: 'accept', Payload: '{}' }));

    expect(FunctionError).toBeUndefined();
    expect(JSON.parse(Buffer.from(Payload ?? '').toString())).toEqual({ event: { n: 1 }, by: 'accept' });
    expect(Buffer.from(LogResult ?? '', 'base64').toString()).toMatch(/^START RequestId: /);
    expect(without.FunctionError).toBe('Unhandled');
    expect(JSON.parse(Buffer.from(without.Payload ?? '').toString())).toMatchObject({ errorType: 'Sluice.HOST_GONE' });
    const [registration] = lambdaHost.registrations;
    expect(registration?.environment).toEqual({ TABLE: 'events' });
    expect(registration?.hostEnvironment).toMatchObject({ AWS_ENDPOINT_URL: address, AWS_REGION: 'eu-west-1' });
    expect(registration?.codeDirectory.startsWith(join(instance.directory(), 'data', 'localstack'))).toBe(true);
  },
);

testWithPython(
  'kill -9 of any one of its processes leaves none of the others, is reported, and it starts again on the same port, empty',
  async () => {
    let crash = Promise.withResolvers<EngineCrash>();
    const engine = instance.build({ onCrash: (report) => crash.resolve(report) });
    const addresses = new Set<string>();

    for (const victim of [/run_localstack/, /^\/bin\/sh/, /ServerRunner/]) {
      addresses.add((await engine.start()).address);
      // It would be refused if the table were there already.
      await createTable(engine);
      const group = groupOf(engine);
      const members = await membersOf(group);
      const pid = members.find(({ command }) => victim.test(command))?.pid;
      expect([members.length, pid]).toEqual([3, expect.any(Number)]);

      if (pid !== undefined) process.kill(pid, 'SIGKILL');

      expect(await membersLeft(group)).toEqual([]);
      const report = await crash.promise;
      expect(report).toMatchObject({ engine: 'localstack', signal: 'SIGKILL' });
      expect(report.lastLogLines.join().includes('DynamoDB Local ended')).toBe(victim.source === 'ServerRunner');
      crash = Promise.withResolvers();
    }
    expect(addresses.size).toBe(1);
  },
);

testWithPython(
  'one of a supervisor that died is adopted with its tables; its stop is immediate and leaves nothing',
  async () => {
    const first = instance.build();
    const endpoint = await first.start();
    const client = await createTable(first);
    const group = groupOf(first);
    const second = instance.build();
    const { identity } = first;

    expect(identity && (await second.adopt(identity, endpoint))).toBe(true);
    await client.send(new PutItemCommand({ TableName: 'events', Item: { id: { S: 'one' } } }));
    const started = performance.now();
    await second.stop();

    expect(performance.now() - started).toBeLessThan(2_000);
    expect(await membersLeft(group)).toEqual([]);
  },
);

testWithPython(
  'where its port is taken it has the next one, and tells that one; it takes nothing of the user',
  async () => {
    const stranger = createServer().listen(4566, '127.0.0.1');
    await Promise.race([once(stranger, 'listening'), once(stranger, 'error')]).catch(() => undefined);
    const secret = { ...process.env, AWS_SECRET_ACCESS_KEY: 'the-user-s', AWS_PROFILE: 'the-user-s' };
    try {
      const engine = instance.build({ port: undefined, environment: secret });

      const { port, address } = await engine.start();

      const { stdout: environment } = await run('ps', ['eww', '-o', 'command=', '-p', String(groupOf(engine))]);
      const response = await fetch(`${address}/?Action=CreateQueue&QueueName=any&Version=2012-11-05`, {
        headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/sqs/aws4_request' },
      });
      expect(port).toBeGreaterThan(4566);
      expect(await response.text()).toContain(`<QueueUrl>http://localhost:${port}/`);
      expect(environment).toContain(`GATEWAY_LISTEN=127.0.0.1:${port}`);
      expect(environment).not.toContain('the-user-s');
    } finally {
      stranger.close();
    }
  },
);
