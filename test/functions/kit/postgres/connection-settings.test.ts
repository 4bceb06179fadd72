import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { parseConnectionSettings } from '../../../../functions/kit/postgres/connection-settings.ts';

const environment = {
  DATABASE_HOST: 'cluster.example',
  DATABASE_PORT: '5433',
  DATABASE_NAME: 'sluice',
  DATABASE_USER: 'app',
};

/** What pg makes of the settings and of libpq's variables. */
const clientOf = async (variables: Readonly<Record<string, string>>) => {
  Object.assign(process.env, variables);
  try {
    const client = new Client(await parseConnectionSettings({ ...environment, DATABASE_AUTHENTICATION: 'NONE' })());
    return client as Client & { ssl: unknown };
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name];
  }
};

test('without authentication there is neither password nor TLS', async () => {
  const client = await clientOf({});

  expect(client).toMatchObject({ host: 'cluster.example', port: 5433, database: 'sluice', user: 'app', ssl: false });
  expect(client.password).toBeFalsy();
});

test.each([
  ['disable', false],
  ['require', true],
  ['verify-full', true],
  ['no-verify', { rejectUnauthorized: false }],
])('a server that asks for a password and TLS %s gets both', async (mode, ssl) => {
  const client = await clientOf({ PGPASSWORD: 'secret', PGSSLMODE: mode });

  expect(client.ssl).toEqual(ssl);
  expect(client.password).toBe('secret');
});

test('with IAM the password is a signed token for this user and address, and the certificate is verified', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-test-authorities-'));
  const authorities = join(folder, 'ca.pem');
  await writeFile(authorities, 'authorities');
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
  const read = parseConnectionSettings(
    { ...environment, DATABASE_AUTHENTICATION: 'IAM', AWS_REGION: 'ap-southeast-2' },
    authorities,
  );

  const settings = await read();

  await rm(folder, { recursive: true });
  expect(settings.ssl).toEqual({ ca: 'authorities', rejectUnauthorized: true });
  expect(settings.password).toMatch(/^cluster\.example:5433\/\?.*Action=connect&.*DBUser=app/);
});

test('a missing address or another authentication is refused at the cold start', () => {
  expect(() => parseConnectionSettings({ ...environment, DATABASE_HOST: '' })).toThrow('DATABASE_HOST');
  expect(() => parseConnectionSettings({ ...environment, DATABASE_AUTHENTICATION: 'PASSWORD' })).toThrow();
});
