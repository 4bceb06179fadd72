import { buildHostEnvironment, type HostPlaces } from '../../../../lib/targets/local/build-host-environment.ts';

const places: HostPlaces = {
  region: 'us-east-1',
  lambdaApiUrl: 'http://127.0.0.1:3001',
  dynamodbUrl: 'http://127.0.0.1:18000',
  database: { host: 'db', port: 5432, name: 'shop', user: 'keeper', password: 'secret', sslMode: 'no-verify' },
};
const endpoints = {
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:3001/not-emulated',
  AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:3001',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:18000',
};

test('a function without a database is not told its password', () => {
  expect(buildHostEnvironment({ environment: { CONFIG_TABLE: 'sluice-config' } }, places)).toEqual(endpoints);
});

test('a function with a database is told the password and how to use TLS, as pg reads them', () => {
  expect(buildHostEnvironment({ environment: { DATABASE_HOST: 'db' } }, places)).toEqual({
    ...endpoints,
    PGPASSWORD: 'secret',
    PGSSLMODE: 'no-verify',
  });
});

test('a database that asks for neither adds neither', () => {
  const database = { host: 'db', port: 5432, name: 'shop', user: 'keeper', password: undefined, sslMode: undefined };

  expect(buildHostEnvironment({ environment: { DATABASE_HOST: 'db' } }, { ...places, database })).toEqual(endpoints);
});
