import { decideContainerAccess } from '../../../../../lib/engines/localstack/docker/find-container-access.ts';

const network = (Name: string, ...Config: { Subnet: string; Gateway?: string }[]) => ({ Name, IPAM: { Config } });

const linux = {
  platform: 'linux',
  operatingSystem: 'Ubuntu 24.04.2 LTS',
  networks: [
    network('shop', { Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }),
    network('bridge', { Subnet: 'fd00::/80', Gateway: 'fd00::1' }, { Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }),
  ],
  ownAddresses: ['127.0.0.1', '192.168.1.20', '172.17.0.1'],
} as const;

test('on Linux containers see this machine at the gateway of the network bridge, and come from Docker’s networks', () => {
  expect(decideContainerAccess(linux)).toEqual({ address: '172.17.0.1', networks: ['172.18.0.0/16', '172.17.0.0/16'] });
});

test.each([
  ['darwin', 'Docker Desktop'],
  ['darwin', 'Ubuntu 24.04.2 LTS'],
  ['linux', 'Docker Desktop'],
] as const)(
  'an engine in a machine of its own (%s, %s) hands on to the loopback address',
  (platform, operatingSystem) => {
    expect(decideContainerAccess({ ...linux, platform, operatingSystem })).toEqual({
      address: '127.0.0.1',
      networks: [],
    });
  },
);

test('a gateway that is no address of this machine is refused with what can be done', () => {
  expect(() => decideContainerAccess({ ...linux, ownAddresses: ['127.0.0.1'] })).toThrow(
    expect.objectContaining({
      code: 'CONTAINER_ADDRESS_MISSING',
      message: expect.stringContaining('172.17.0.1'),
      actions: expect.arrayContaining([expect.stringContaining('KAFKA_BOOTSTRAP_SERVERS')]),
    }),
  );
});

test('a network without a gateway is refused too', () => {
  const networks = [network('bridge', { Subnet: '172.17.0.0/16' })];

  expect(() => decideContainerAccess({ ...linux, networks })).toThrow('tells no gateway');
  expect(() => decideContainerAccess({ ...linux, networks: [{ Name: 'bridge', IPAM: { Config: null } }] })).toThrow(
    'tells no gateway',
  );
});
