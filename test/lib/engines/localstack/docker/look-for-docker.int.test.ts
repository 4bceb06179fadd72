/** No Docker engine runs here: a program of this folder stands for the docker client. */

import { lookForDocker } from '../../../../../lib/engines/localstack/docker/look-for-docker.ts';
import { useStandIn } from './use-stand-in.ts';

const docker = useStandIn();

test('an engine that answers is told with its version and its socket', async () => {
  const environment = { ...docker.environment(), DOCKER_HOST: 'unix:///run/user/1000/docker.sock' };

  expect(await lookForDocker({ environment })).toEqual({
    answers: true,
    version: '28.2.2',
    socket: 'unix:///run/user/1000/docker.sock',
  });
});

test('an engine that does not answer is none', async () => {
  docker.tell('no-engine');

  expect(await lookForDocker({ environment: docker.environment() })).toEqual({
    answers: false,
    because: 'its engine does not answer',
  });
});

test('an engine on another machine is none: its containers would not be here', async () => {
  const environment = { ...docker.environment(), DOCKER_HOST: 'ssh://ada@build.example' };

  expect(await lookForDocker({ environment })).toEqual({
    answers: false,
    because: 'its engine, ssh://ada@build.example, is on another machine',
  });
});

test('without a docker client there is none', async () => {
  expect(await lookForDocker({ environment: { PATH: '/nowhere' } })).toEqual({
    answers: false,
    because: 'there is no docker on the PATH',
  });
});
