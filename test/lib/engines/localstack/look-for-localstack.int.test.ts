/** No Docker engine and no LocalStack run here: a program stands for the docker client, a server in this process for LocalStack. */

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { EngineOptions } from '../../../../lib/engines/engine.ts';
import { buildLocalStackEngine } from '../../../../lib/engines/localstack/localstack-engine.ts';
import { lookForLocalStack } from '../../../../lib/engines/localstack/look-for-localstack.ts';
import { useStandIn } from './docker/use-stand-in.ts';

const docker = useStandIn();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const startLocalStack = async (isDocker: boolean): Promise<string> => {
  const answers: Record<string, object> = {
    '/_localstack/health': { services: {} },
    '/_localstack/info': { version: '4.13.1', is_docker: isDocker },
  };
  const server = createServer(({ url = '' }, response) => response.end(JSON.stringify(answers[url])));
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const bound = server.address();
  return `http://127.0.0.1:${bound && typeof bound === 'object' ? bound.port : 0}`;
};

const look = (variables: NodeJS.ProcessEnv) =>
  lookForLocalStack({ environment: { ...docker.environment(), ...variables } });

test('the one that LOCALSTACK_URL names is asked what it is, used, and left running', async () => {
  const url = await startLocalStack(true);
  const options: EngineOptions = {
    root: '/nowhere',
    instanceDirectory: '/nowhere',
    environment: {},
    report: () => {},
    onSpawn: () => {},
    onCrash: () => {},
  };

  const place = await look({ LOCALSTACK_URL: `${url}/` });
  const engine = buildLocalStackEngine(place, { ...options, executorSocket: '/nowhere/executor.sock' });

  expect(place).toMatchObject({ kind: 'given', address: url, functionsIn: 'containers' });
  expect(engine).toMatchObject({ name: 'localstack', isExternal: true, place });
  expect((await engine.start()).address).toBe(url);
  await engine.stop();
  expect(await engine.health()).toBe('up');
});

test('a given one without Docker runs functions as processes', async () => {
  expect(await look({ LOCALSTACK_URL: await startLocalStack(false) })).toMatchObject({ functionsIn: 'processes' });
});

test('a given one that does not answer is not silently replaced', async () => {
  await expect(look({ LOCALSTACK_URL: 'http://127.0.0.1:9' })).rejects.toMatchObject({
    code: 'EXTERNAL_ENGINE_SILENT',
    message: 'LOCALSTACK_URL names LocalStack at http://127.0.0.1:9, which does not answer.',
  });
});

test('a choice that is none is refused with those that are', async () => {
  await expect(look({ SLUICE_LOCALSTACK: 'podman' })).rejects.toMatchObject({
    code: 'LOCALSTACK_CHOICE_INVALID',
    message: 'SLUICE_LOCALSTACK is "podman", which is neither docker nor host.',
    actions: ['set SLUICE_LOCALSTACK to docker or host, or unset it'],
  });
});

test('to name one and to have another started contradict each other', async () => {
  await expect(look({ SLUICE_LOCALSTACK: 'host', LOCALSTACK_URL: 'http://localhost:4566' })).rejects.toMatchObject({
    code: 'LOCALSTACK_CHOICE_INVALID',
    actions: ['unset LOCALSTACK_URL, or SLUICE_LOCALSTACK'],
  });
});

test('whoever insists on Docker gets it, or is told that there is none', async () => {
  expect(await look({ SLUICE_LOCALSTACK: 'docker' })).toMatchObject({ kind: 'docker' });
  docker.tell('no-engine');

  await expect(look({ SLUICE_LOCALSTACK: 'docker' })).rejects.toMatchObject({
    code: 'DOCKER_MISSING',
    message: 'Docker cannot be used: its engine does not answer. SLUICE_LOCALSTACK=docker asks for it.',
  });
});

test('whoever insists on none gets none, though Docker answers', async () => {
  expect(await look({ SLUICE_LOCALSTACK: 'host' })).toMatchObject({ kind: 'host', functionsIn: 'processes' });
});
