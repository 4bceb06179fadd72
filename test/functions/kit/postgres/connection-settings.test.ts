import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConnectionSettings } from '../../../../functions/kit/postgres/connection-settings.ts';

const environment = {
  DATABASE_HOST: 'cluster.example',
  DATABASE_PORT: '5433',
  DATABASE_NAME: 'sluice',
  DATABASE_USER: 'app',
};

test('without authentication there is neither password nor TLS', async () => {
  const settings = await parseConnectionSettings({ ...environment, DATABASE_AUTHENTICATION: 'NONE' })();

  expect(settings).toMatchObject({ host: 'cluster.example', port: 5433, database: 'sluice', user: 'app', ssl: false });
  expect(settings.password).toBeUndefined();
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
