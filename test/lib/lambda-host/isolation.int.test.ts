import { openTestHost } from './test-host.ts';

const show = 'export const handler = async () => ({ variables: process.env, directory: process.cwd() });';

interface Shown {
  variables: Record<string, string>;
  directory: string;
}

const secrets = {
  AWS_ACCESS_KEY_ID: 'AKIAREALLOOKING00000',
  AWS_SECRET_ACCESS_KEY: 'real/looking/secret/access/key',
  AWS_SESSION_TOKEN: 'real-looking-session-token',
  AWS_PROFILE: 'production',
  AWS_ENDPOINT_URL: 'https://dynamodb.eu-west-1.amazonaws.com',
  HOME: '/home/developer',
  NODE_OPTIONS: '--no-deprecation',
  npm_config_registry: 'https://registry.example.com',
};

test('a handler gets the variables of its definition, those of Lambda and those of the host, and no others', async () => {
  const before = { ...process.env };
  Object.assign(process.env, secrets);
  try {
    await using lambda = await openTestHost(
      { show: { code: show, environment: { TABLE_NAME: 'events', AWS_ENDPOINT_URL_S3: 'https://s3.amazonaws.com' } } },
      {
        hostEnvironment: () => ({ AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:2' }),
      },
    );

    const { variables, directory } = await lambda.call<Shown>('show');

    expect(variables).toEqual({
      TABLE_NAME: 'events',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:2',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_SESSION_TOKEN: 'local',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_REGION: 'ap-southeast-2',
      AWS_DEFAULT_REGION: 'ap-southeast-2',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: 'show',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_FORMAT: 'JSON',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/show',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.any(String),
      LAMBDA_TASK_ROOT: directory,
      LAMBDA_RUNTIME_DIR: expect.any(String),
      _HANDLER: 'index.handler',
      LANG: 'en_US.UTF-8',
      PATH: '/usr/local/bin:/usr/bin:/bin',
      TZ: ':UTC',
    });
    const seen = JSON.stringify(variables);
    for (const secret of Object.values(secrets)) expect(seen).not.toContain(secret);
  } finally {
    for (const name of Object.keys(secrets)) delete process.env[name];
    Object.assign(process.env, before);
  }
});

test('it is in UTC, in its code folder, with the heap that its memory allows', async () => {
  await using lambda = await openTestHost({
    place: {
      code: `import { getHeapStatistics } from 'node:v8';
        export const handler = async () => [
          new Date(0).getTimezoneOffset(), process.cwd(), getHeapStatistics().heap_size_limit / 1_048_576];`,
      memoryMb: 200,
    },
  });

  const [offset, directory, heapMb] = await lambda.call<[number, string, number]>('place');

  expect(offset).toBe(0);
  expect(directory).toBe(`${lambda.directory}/place`);
  expect(heapMb).toBeGreaterThan(150);
  expect(heapMb).toBeLessThan(240);
});

test('a change of the host environment holds from the next cold start on', async () => {
  let endpoint = 'http://127.0.0.1:1';
  await using lambda = await openTestHost({ show }, { hostEnvironment: () => ({ AWS_ENDPOINT_URL: endpoint }) });
  await lambda.call<Shown>('show');

  endpoint = 'http://127.0.0.1:2';
  await lambda.host.replaceCode(['show']);

  expect((await lambda.call<Shown>('show')).variables['AWS_ENDPOINT_URL']).toBe('http://127.0.0.1:2');
});
