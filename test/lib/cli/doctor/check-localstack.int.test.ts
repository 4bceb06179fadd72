/** No Docker engine runs here: a program stands for the docker client. */

import { checkLocalStack } from '../../../../lib/cli/doctor/check-localstack.ts';
import { useStandIn } from '../../engines/localstack/docker/use-stand-in.ts';

const docker = useStandIn();

test('says which LocalStack would be used, and why', async () => {
  expect(await checkLocalStack({ ...docker.environment(), SLUICE_LOCALSTACK: 'docker' })).toEqual({
    name: 'LocalStack',
    result: 'pass',
    found: 'LocalStack in Docker, localstack/localstack:4.14.0: SLUICE_LOCALSTACK=docker asks for it.',
  });
});

test('without Docker and without Python there can be none, which is a warning with its fix', async () => {
  const nothing = { PATH: '/nowhere' };

  expect(await checkLocalStack({ ...nothing, SLUICE_LOCALSTACK: 'host' })).toMatchObject({
    result: 'warn',
    found: expect.stringContaining('Python'),
    fix: expect.stringContaining('LOCALSTACK_URL'),
  });
  expect(await checkLocalStack({ ...nothing, SLUICE_LOCALSTACK: 'docker' })).toMatchObject({
    result: 'warn',
    found: expect.stringContaining('there is no docker on the PATH'),
    fix: expect.stringContaining('SLUICE_LOCALSTACK=host'),
  });
});
