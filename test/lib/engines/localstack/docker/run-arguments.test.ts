import { runArguments } from '../../../../../lib/engines/localstack/docker/run-arguments.ts';

const settings = {
  name: 'sluice-default-0a1b2c3d',
  image: 'localstack/localstack:4.14.0',
  port: 14_566,
  socket: '/run/user/1000/docker.sock',
  hasToken: false,
};

/** The values that follow an option. */
const valuesOf = (args: readonly string[], option: string): string[] =>
  args.flatMap((arg, at) => (args[at - 1] === option ? [arg] : []));

test('the container is published on this machine’s loopback address only, with the engine’s socket in it', () => {
  const args = runArguments(settings);

  expect(args.slice(0, 2)).toEqual(['run', '--rm']);
  expect(valuesOf(args, '--publish')).toEqual(['127.0.0.1:14566:14566']);
  expect(valuesOf(args, '--volume')).toEqual(['/run/user/1000/docker.sock:/var/run/docker.sock']);
  expect(args.at(-1)).toBe('localstack/localstack:4.14.0');
});

test('the container and those of its functions bear one label, and functions find this machine', () => {
  const args = runArguments(settings);

  expect(valuesOf(args, '--name')).toEqual(['sluice-default-0a1b2c3d']);
  expect(valuesOf(args, '--label')).toEqual(['sluice.instance=sluice-default-0a1b2c3d']);
  expect(valuesOf(args, '--env')).toContain(
    'LAMBDA_DOCKER_FLAGS=--add-host host.docker.internal:host-gateway --label sluice.instance=sluice-default-0a1b2c3d',
  );
});

test('functions for arm64 run on any machine, and nothing is called home', () => {
  expect(valuesOf(runArguments(settings), '--env')).toEqual(
    expect.arrayContaining([
      'LAMBDA_IGNORE_ARCHITECTURE=1',
      'LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT=120',
      'DISABLE_EVENTS=1',
      'SKIP_SSL_CERT_DOWNLOAD=1',
      'API_ENDPOINT=http://127.255.255.254:9',
    ]),
  );
});

test('LocalStack listens inside on the port that it has outside, so that its addresses hold in both', () => {
  expect(valuesOf(runArguments(settings), '--env')).toEqual(
    expect.arrayContaining(['GATEWAY_LISTEN=0.0.0.0:14566', 'LOCALSTACK_HOST=localhost.localstack.cloud:14566']),
  );
});

test('a token is named and not told, and its licence may be asked for', () => {
  const variables = valuesOf(runArguments({ ...settings, hasToken: true }), '--env');

  expect(variables.filter((variable) => variable.includes('TOKEN'))).toEqual(['LOCALSTACK_AUTH_TOKEN']);
  expect(variables.join()).not.toContain('API_ENDPOINT');
});
