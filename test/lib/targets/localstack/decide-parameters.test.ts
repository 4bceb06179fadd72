import { decideParameters, type Places } from '../../../../lib/targets/localstack/decide-parameters.ts';

const database = {
  host: '127.0.0.1',
  port: 15432,
  name: 'sluice',
  user: 'sluice',
  password: undefined,
  sslMode: undefined,
};

const places: Places = {
  functionsIn: 'processes',
  localStackUrl: 'http://127.0.0.1:4567',
  kafka: {
    host: '127.0.0.1',
    port: 19092,
    address: '127.0.0.1:19092',
    containerAddress: 'host.docker.internal:19095',
  },
  database,
  lambdaApiUrl: 'http://127.0.0.1:3001',
};

test('functions that are processes of this machine are told what this machine is told', () => {
  expect(decideParameters(places)).toEqual({
    KafkaBootstrapServers: '127.0.0.1:19092',
    DatabaseHost: '127.0.0.1',
    DatabasePort: '15432',
    DatabaseName: 'sluice',
    DatabaseUser: 'sluice',
    LocalStackUrl: 'http://127.0.0.1:4567',
    LambdaEndpoint: 'http://127.0.0.1:3001',
  });
});

test('functions in containers are told names that lead out of them', () => {
  const inside = decideParameters({
    ...places,
    functionsIn: 'containers',
    database: { ...database, host: 'host.docker.internal' },
    lambdaApiUrl: 'http://172.17.0.1:3007',
  });

  expect(inside).toMatchObject({
    KafkaBootstrapServers: 'host.docker.internal:19095',
    DatabaseHost: 'host.docker.internal',
    LocalStackUrl: 'http://localhost.localstack.cloud:4567',
    LambdaEndpoint: 'http://host.docker.internal:3007',
  });
});

test('brokers that the user runs have one name, in containers too', () => {
  const { containerAddress: _none, ...kafka } = places.kafka;

  const { KafkaBootstrapServers } = decideParameters({
    ...places,
    functionsIn: 'containers',
    kafka: { ...kafka, address: 'broker.lan:9092' },
  });

  expect(KafkaBootstrapServers).toBe('broker.lan:9092');
});

test('an application without a database is told of none', () => {
  expect(decideParameters({ ...places, database: undefined })).toMatchObject({
    DatabaseHost: 'none',
    DatabaseUser: 'none',
  });
});
