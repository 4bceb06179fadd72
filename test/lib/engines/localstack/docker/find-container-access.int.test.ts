/** No Docker engine runs here: a program of this folder stands for the docker client. */

import { findContainerAccess } from '../../../../../lib/engines/localstack/docker/find-container-access.ts';
import { useStandIn } from './use-stand-in.ts';

const docker = useStandIn();

/** Elsewhere the engine has a machine of its own. */
const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('functions of a LocalStack of our own come from the network bridge, of another one from any', async () => {
  const call = { environment: docker.environment() };

  expect(await findContainerAccess('bridge', call)).toEqual({ address: '127.0.0.1', networks: ['172.17.0.0/16'] });
  expect(await findContainerAccess('any network', call)).toEqual({
    address: '127.0.0.1',
    networks: ['172.17.0.0/16', '172.18.0.0/16'],
  });
});

test('where Docker cannot be asked, that and the fix are told', async () => {
  await expect(findContainerAccess('bridge', { environment: { PATH: '/nowhere' } })).rejects.toMatchObject({
    code: 'DOCKER_MISSING',
    actions: expect.arrayContaining([expect.stringContaining('SLUICE_LOCALSTACK=host')]),
  });
});
