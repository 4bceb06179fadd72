import { containerName } from '../../../../../lib/engines/localstack/docker/container-name.ts';

test('instances of the same name in two projects have containers of different names', () => {
  const [one, other] = ['/home/ada/one/.sluice/default', '/home/ada/other/.sluice/default'].map(containerName);

  expect(one).toMatch(/^sluice-default-[0-9a-f]{8}$/);
  expect(one).not.toBe(other);
});
