import { decideLocalStackPlace, type PlaceFacts } from '../../../../lib/engines/localstack/decide-place.ts';

const docker = { answers: true, version: '28.2.2', socket: 'unix:///var/run/docker.sock' } as const;
const noDocker = { answers: false, because: 'its engine does not answer' } as const;
const nothing: PlaceFacts = {
  choice: undefined,
  given: undefined,
  found: undefined,
  docker: noDocker,
  image: undefined,
  hasToken: false,
};
const inDocker = { address: 'http://127.0.0.1:4566', version: '4.14.0', isInDocker: true };
const asProcess = { ...inDocker, isInDocker: false };
const given = { address: 'http://localstack.example:4566', version: '4.9.0', isInDocker: true };

test('one that is given is taken before all others', () => {
  expect(decideLocalStackPlace({ ...nothing, given, found: inDocker, docker })).toEqual({
    kind: 'given',
    address: 'http://localstack.example:4566',
    functionsIn: 'containers',
    reason: 'LocalStack 4.9.0 at http://localstack.example:4566: LOCALSTACK_URL names it.',
  });
});

test('one that is given and runs without Docker runs its functions as processes', () => {
  expect(decideLocalStackPlace({ ...nothing, given: { ...given, isInDocker: false } }).functionsIn).toBe('processes');
});

test('one that runs in Docker already is taken before another is started', () => {
  expect(decideLocalStackPlace({ ...nothing, found: inDocker, docker })).toEqual({
    kind: 'found',
    address: 'http://127.0.0.1:4566',
    functionsIn: 'containers',
    reason: 'LocalStack 4.14.0 at http://127.0.0.1:4566: it runs there already, in Docker.',
  });
});

test('one without Docker that nobody gave is left alone, and that is said', () => {
  const place = decideLocalStackPlace({ ...nothing, found: asProcess, docker });

  expect(place.kind).toBe('docker');
  expect(place.reason).toContain('The one at http://127.0.0.1:4566 is left alone');
});

test('Docker runs the last image that needs no token', () => {
  expect(decideLocalStackPlace({ ...nothing, docker })).toEqual({
    kind: 'docker',
    image: 'localstack/localstack:4.14.0',
    functionsIn: 'containers',
    reason: 'LocalStack in Docker, localstack/localstack:4.14.0: Docker 28.2.2 answers.',
  });
});

test('with a token it is the newest, or the one that is named', () => {
  const withToken = { ...nothing, docker, hasToken: true };

  expect(decideLocalStackPlace(withToken)).toMatchObject({ image: 'localstack/localstack:latest' });
  expect(decideLocalStackPlace({ ...withToken, image: 'mirror.example/localstack:5' })).toMatchObject({
    image: 'mirror.example/localstack:5',
    reason: expect.stringContaining('LOCALSTACK_AUTH_TOKEN is passed to it'),
  });
});

test('without Docker it runs as a process, and the reason tells what is the matter with Docker', () => {
  expect(decideLocalStackPlace(nothing)).toEqual({
    kind: 'host',
    functionsIn: 'processes',
    reason:
      'LocalStack without Docker, from PyPI: none is given or found, and Docker cannot be used: its engine does not answer.',
  });
});

test('what the user insists on comes before what is found', () => {
  expect(decideLocalStackPlace({ ...nothing, choice: 'host', found: inDocker, docker }).kind).toBe('host');
  expect(decideLocalStackPlace({ ...nothing, choice: 'docker', found: inDocker, docker }).kind).toBe('docker');
});
