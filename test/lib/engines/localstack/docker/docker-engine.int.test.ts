/** No Docker engine runs here, and no LocalStack: a program of this folder stands for the docker client and answers as they would. */

import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import type { Engine, EngineCrash, EngineOptions } from '../../../../../lib/engines/engine.ts';
import { containerName } from '../../../../../lib/engines/localstack/docker/container-name.ts';
import { buildDockerEngine } from '../../../../../lib/engines/localstack/docker/docker-engine.ts';
import { useInstance } from '../../use-instance.ts';

jest.setTimeout(30_000);

const image = 'localstack/localstack:4.14.0';
const instance = useInstance((options: EngineOptions): Engine => buildDockerEngine({ ...options, image }));

const standIn = join(import.meta.dirname, 'stand-in-docker.ts');
const token = 'ls-not-to-be-told';
let folder: string;
let environment: NodeJS.ProcessEnv;
beforeEach(async () => {
  folder = join(instance.directory(), 'stand-in');
  await mkdir(folder);
  const program = join(folder, 'docker');
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${standIn}' "$@"\n`);
  await chmod(program, 0o755);
  environment = { PATH: [folder, process.env['PATH']].join(delimiter), STAND_IN: folder };
});

const tell = (file: string, text = ''): void => writeFileSync(join(folder, file), text);
const readLines = (file: string): string[] => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean);
const readCalls = (): string[][] => readLines('calls').map((line): string[] => JSON.parse(line));
const callsOf = (command: string): string[][] => readCalls().filter(([first]) => first === command);

test('an image that is not there is pulled first, line by line, and LocalStack answers then', async () => {
  const lines: string[] = [];
  const engine = instance.build({ environment, report: (line) => lines.push(line) });

  const { address, port } = await engine.start();

  expect(address).toBe(`http://127.0.0.1:${port}`);
  expect(await engine.health()).toBe('up');
  expect(lines).toEqual([
    `LocalStack: Docker brings the image ${image} (once, minutes) …`,
    'docker: 4.14.0: Pulling from localstack/localstack',
    'docker: Status: Downloaded newer image',
    expect.stringContaining('the image is here'),
  ]);
  expect(callsOf('run')).toEqual([expect.arrayContaining(['--publish', `127.0.0.1:${port}:${port}`, image])]);
});

test('an image that is there is not pulled', async () => {
  tell('image');

  await instance.build({ environment }).start();

  expect(callsOf('pull')).toEqual([]);
});

test('a pull that fails is told with what Docker said', async () => {
  tell('pull-fails');

  await expect(instance.build({ environment }).start()).rejects.toMatchObject({
    code: 'LOCALSTACK_IMAGE_FAILED',
    message: expect.stringContaining('manifest unknown'),
  });
  expect(callsOf('run')).toEqual([]);
});

test('without an engine nothing is tried, the fix is named, and a stop is no error', async () => {
  tell('no-engine');
  const engine = instance.build({ environment });

  await expect(engine.start()).rejects.toMatchObject({
    code: 'DOCKER_MISSING',
    message: expect.stringContaining('its engine does not answer'),
    actions: expect.arrayContaining([expect.stringContaining('SLUICE_LOCALSTACK=host')]),
  });
  await engine.stop();

  expect(callsOf('run')).toEqual([]);
});

test('a token is on no command line', async () => {
  tell('image');

  await instance.build({ environment: { ...environment, LOCALSTACK_AUTH_TOKEN: token } }).start();

  expect(callsOf('run')[0]).toEqual(expect.arrayContaining(['--env', 'LOCALSTACK_AUTH_TOKEN']));
  expect(JSON.stringify(readCalls())).not.toContain(token);
});

test('what a killed client left running is removed by its label before LocalStack starts again, at the same port', async () => {
  tell('image');
  const crash = Promise.withResolvers<EngineCrash>();
  const engine = instance.build({ environment, onCrash: crash.resolve });
  const first = await engine.start();
  const name = containerName(instance.directory());
  process.kill(engine.identity?.pid ?? 0, 'SIGKILL');
  await crash.promise;
  tell('containers', `${name}\n${name}-lambda-accept\n`);

  const again = await engine.start();

  expect(again).toEqual(first);
  expect(callsOf('ps').at(-1)).toEqual(['ps', '--all', '--quiet', '--filter', `label=sluice.instance=${name}`]);
  expect(callsOf('rm')).toEqual([['rm', '--force', '--volumes', name, `${name}-lambda-accept`]]);
  expect(readLines('containers')).toEqual([name]);
});

test('a stop leaves none of its containers', async () => {
  tell('image');
  const engine = instance.build({ environment });
  await engine.start();
  const name = containerName(instance.directory());
  tell('containers', `${name}\n${name}-lambda-accept\n`);

  await engine.stop();

  expect(readLines('containers')).toEqual([]);
  expect(engine.identity).toBeUndefined();
});

test('a client of a supervisor that died is adopted; of one that ended too, the containers go', async () => {
  tell('image');
  const first = instance.build({ environment });
  const endpoint = await first.start();
  const { identity } = first;
  if (identity === undefined) throw new Error('It runs, so it has an identity.');
  const second = instance.build({ environment });
  const third = instance.build({ environment });

  const isAdopted = await second.adopt(identity, endpoint);
  process.kill(identity.pid, 'SIGKILL');
  while ((await first.health()) === 'up') await delay(20);
  const isAdoptedDead = await third.adopt(identity, endpoint);

  expect(isAdopted).toBe(true);
  expect(isAdoptedDead).toBe(false);
  expect(readLines('containers')).toEqual([]);
});
