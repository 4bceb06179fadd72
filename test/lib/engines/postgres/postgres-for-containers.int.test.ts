/** No container runs here: a second loopback address stands for the one by which containers see this machine, and for theirs. */

import { once } from 'node:events';
import { connect, Socket } from 'node:net';
import { jest } from '@jest/globals';
import { Client } from 'pg';
import { buildPostgresEngine } from '../../../../lib/engines/postgres/postgres-engine.ts';
import { useInstance } from '../use-instance.ts';

jest.setTimeout(60_000);

/** Elsewhere 127.0.0.1 is the only loopback address. */
const testOnLinux = process.platform === 'linux' ? test : test.skip;

const instance = useInstance(buildPostgresEngine);
const containers = { address: '127.0.0.2', networks: ['127.0.0.4/32'] };

interface Visit {
  readonly from: string;
  readonly database?: string;
  readonly user?: string;
}

const socketFrom = (localAddress: string): Socket => {
  const socket = new Socket();
  const connectFrom = socket.connect.bind(socket);
  return Object.assign(socket, {
    connect: (port: number, host: string) => connectFrom({ port, host, localAddress }),
  });
};

const query = async (port: number, statement: string, { from, database = 'sluice', user = 'sluice' }: Visit) => {
  const client = new Client({ host: containers.address, port, database, user, stream: () => socketFrom(from) });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

testOnLinux('a container writes and reads without a password', async () => {
  const postgres = instance.build({ containers });
  const { port, containerAddress } = await postgres.start();
  const container = { from: '127.0.0.4' };
  await query(port, "CREATE TABLE notes AS SELECT 'of a container' AS note", container);

  expect(await query(port, 'SELECT note, inet_client_addr()::text AS from FROM notes', container)).toEqual([
    { note: 'of a container', from: '127.0.0.4/32' },
  ]);
  expect(containerAddress).toBe(`host.docker.internal:${port}`);
  expect(postgres.containerDatabase).toMatchObject({ host: 'host.docker.internal', port, name: 'sluice' });
});

testOnLinux('nobody else is let in: no other address, no other role, no other database', async () => {
  const { port } = await instance.build({ containers }).start();
  const refused = 'no pg_hba.conf entry';

  await expect(query(port, 'SELECT 1', { from: '127.0.0.5' })).rejects.toThrow(refused);
  await expect(query(port, 'SELECT 1', { from: '127.0.0.4', user: 'postgres' })).rejects.toThrow(refused);
  await expect(query(port, 'SELECT 1', { from: '127.0.0.4', database: 'postgres' })).rejects.toThrow(refused);
  await expect(once(connect(port, '127.0.0.3'), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

testOnLinux('what let containers in once lets them in no more when it is started without them', async () => {
  const first = instance.build({ containers });
  await first.start();
  await first.stop();
  const second = instance.build();

  const { port, containerAddress } = await second.start();

  await expect(once(connect(port, containers.address), 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(containerAddress).toBeUndefined();
  expect(second.containerDatabase).toBeUndefined();
});
