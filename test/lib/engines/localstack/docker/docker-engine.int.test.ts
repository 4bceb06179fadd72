/** No Docker engine runs here, and no LocalStack: a program of this folder stands for the docker client and answers as they would. */

import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { Engine, EngineCrash, EngineOptions } from '../../../../../lib/engines/engine.ts';
import { containerName } from '../../../../../lib/engines/localstack/docker/container-name.ts';
import { buildDockerEngine } from '../../../../../lib/engines/localstack/docker/docker-engine.ts';
import { isSameProcess } from '../../../../../lib/foundation/process-identity.ts';
import { useInstance } from '../../use-instance.ts';
import { useStandIn } from './use-stand-in.ts';

jest.setTimeout(30_000);

const image = 'localstack/localstack:4.14.0';
const instance = useInstance((options: EngineOptions): Engine => buildDockerEngine({ ...options, image }));

const docker = useStandIn();
const token = 'ls-not-to-be-told';

test('an image that is not there is pulled first, line by line, and LocalStack answers then', async () => {
  const lines: string[] = [];
  const engine = instance.build({ environment: docker.environment(), report: (line) => lines.push(line) });

  const { address, port } = await engine.start();

  expect(address).toBe(`http://127.0.0.1:${port}`);
  expect(await engine.health()).toBe('up');
  expect(lines).toEqual([
    `LocalStack: Docker brings the image ${image} (once, minutes) …`,
    'docker: 4.14.0: Pulling from localstack/localstack',
    'docker: Status: Downloaded newer image',
    expect.stringContaining('the image is here'),
  ]);
  expect(docker.calls('run')).toEqual([expect.arrayContaining(['--publish', `127.0.0.1:${port}:${port}`, image])]);
});

test('an image that is there is not pulled', async () => {
  docker.tell('image');

  await instance.build({ environment: docker.environment() }).start();

  expect(docker.calls('pull')).toEqual([]);
});

test('a pull that fails is told with what Docker said', async () => {
  docker.tell('pull-fails');

  await expect(instance.build({ environment: docker.environment() }).start()).rejects.toMatchObject({
    code: 'LOCALSTACK_IMAGE_FAILED',
    message: expect.stringContaining('manifest unknown'),
  });
  expect(docker.calls('run')).toEqual([]);
});

test('without an engine nothing is tried, the fix is named, and a stop is no error', async () => {
  docker.tell('no-engine');
  const engine = instance.build({ environment: docker.environment() });

  await expect(engine.start()).rejects.toMatchObject({
    code: 'DOCKER_MISSING',
    message: expect.stringContaining('its engine does not answer'),
    actions: expect.arrayContaining([expect.stringContaining('SLUICE_LOCALSTACK=host')]),
  });
  await engine.stop();

  expect(docker.calls('run')).toEqual([]);
});

test('a token is on no command line', async () => {
  docker.tell('image');

  await instance.build({ environment: { ...docker.environment(), LOCALSTACK_AUTH_TOKEN: token } }).start();

  expect(docker.calls('run')[0]).toEqual(expect.arrayContaining(['--env', 'LOCALSTACK_AUTH_TOKEN']));
  expect(JSON.stringify(docker.calls())).not.toContain(token);
});

test('what a killed client left running is removed by its label before LocalStack starts again, at the same port', async () => {
  docker.tell('image');
  const crash = Promise.withResolvers<EngineCrash>();
  const engine = instance.build({ environment: docker.environment(), onCrash: crash.resolve });
  const first = await engine.start();
  const name = containerName(instance.directory());
  process.kill(engine.identity?.pid ?? 0, 'SIGKILL');
  await crash.promise;
  docker.addContainer(`${name}-lambda-accept`);

  const again = await engine.start();

  expect(again).toEqual(first);
  expect(docker.calls('ps').at(-1)).toEqual(['ps', '--all', '--quiet', '--filter', `label=sluice.instance=${name}`]);
  expect(docker.calls('rm')).toEqual([['rm', '--force', '--volumes', name, `${name}-lambda-accept`]]);
  expect(docker.readContainers()).toEqual([name]);
});

test('a stop leaves none of its containers', async () => {
  docker.tell('image');
  const engine = instance.build({ environment: docker.environment() });
  await engine.start();
  const name = containerName(instance.directory());
  docker.addContainer(`${name}-lambda-accept`);

  await engine.stop();

  expect(docker.readContainers()).toEqual([]);
  expect(engine.identity).toBeUndefined();
});

test('a client of a supervisor that died is adopted; of one that ended too, the containers go', async () => {
  docker.tell('image');
  const first = instance.build({ environment: docker.environment() });
  const endpoint = await first.start();
  const { identity } = first;
  if (identity === undefined) throw new Error('It runs, so it has an identity.');
  const second = instance.build({ environment: docker.environment() });
  const third = instance.build({ environment: docker.environment() });

  const isAdopted = await second.adopt(identity, endpoint);
  process.kill(identity.pid, 'SIGKILL');
  while (isSameProcess(identity)) await delay(20);
  const isAdoptedDead = await third.adopt(identity, endpoint);

  expect(isAdopted).toBe(true);
  expect(isAdoptedDead).toBe(false);
  expect(docker.readContainers()).toEqual([]);
});
