/** No Docker engine runs here: a program of this folder stands for the docker client. */

import { findContainerAccess } from '../../../../../lib/engines/localstack/docker/find-container-access.ts';
import { useStandIn } from './use-stand-in.ts';

const docker = useStandIn();
const ours = { kind: 'docker', functionsIn: 'containers' } as const;

/** Elsewhere the engine has a machine of its own. */
const testOnLinux = process.platform === 'linux' ? test : test.skip;

testOnLinux('functions of a LocalStack of our own come from the network bridge, of another one from any', async () => {
  const call = { environment: docker.environment() };

  expect(await findContainerAccess(ours, call)).toEqual({ address: '127.0.0.1', networks: ['172.17.0.0/16'] });
  expect(await findContainerAccess({ ...ours, kind: 'found' }, call)).toEqual({
    address: '127.0.0.1',
    networks: ['172.17.0.0/16', '172.18.0.0/16'],
  });
});

test('nobody is asked where functions are processes of this machine, or Kafka and Postgres are the user’s', async () => {
  const nowhere = { PATH: '/nowhere' };
  const own = { ...nowhere, KAFKA_BOOTSTRAP_SERVERS: 'kafka.example:9092', DATABASE_URL: 'postgres://a@db.example/a' };

  expect(
    await findContainerAccess({ kind: 'host', functionsIn: 'processes' }, { environment: nowhere }),
  ).toBeUndefined();
  expect(await findContainerAccess(ours, { environment: own })).toBeUndefined();
});

test('where Docker cannot be asked, that and the fix are told', async () => {
  await expect(findContainerAccess(ours, { environment: { PATH: '/nowhere' } })).rejects.toMatchObject({
    code: 'DOCKER_MISSING',
    actions: expect.arrayContaining([expect.stringContaining('SLUICE_LOCALSTACK=host')]),
  });
});
