import { brokerProperties } from '../../../../lib/engines/kafka/broker-properties.ts';

const settings = { port: 19_092, controllerPort: 19_093, dataDirectory: 'data' };
const linesOf = (properties: string): string[] => properties.split('\n');

test('a broker that nobody asked to let containers in listens for this machine alone', () => {
  const lines = linesOf(brokerProperties(settings));

  expect(lines).toEqual(
    expect.arrayContaining([
      'listeners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093',
      'advertised.listeners=PLAINTEXT://127.0.0.1:19092',
      'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    ]),
  );
});

test('containers get a listener of their own, under the name by which they know this machine, and nothing else differs', () => {
  const without = linesOf(brokerProperties(settings));

  const lines = linesOf(brokerProperties({ ...settings, containers: { address: '172.17.0.1', port: 19_095 } }));

  expect(lines.filter((line) => !without.includes(line))).toEqual([
    'listeners=PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093,CONTAINERS://172.17.0.1:19095',
    'advertised.listeners=PLAINTEXT://127.0.0.1:19092,CONTAINERS://host.docker.internal:19095',
    'listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,CONTAINERS:PLAINTEXT',
  ]);
  expect(lines).toHaveLength(without.length);
});
