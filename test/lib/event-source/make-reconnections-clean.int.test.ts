import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import Connection from 'kafkajs/src/network/connection.js';
import { makeReconnectionsClean } from '../../../lib/event-source/make-reconnections-clean.ts';
import { eventually } from './event-source-fixture.ts';

test('a connection that was lost in the middle of a response begins anew with an empty buffer', async () => {
  makeReconnectionsClean();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write(Buffer.from([0, 0, 0, 9, 1]));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const connection = new Connection({
    host: '127.0.0.1',
    port: address.port,
    logger: { namespace: () => ({ debug: () => undefined, error: () => undefined }) },
    socketFactory: ({ host, port, onConnect }) => connect({ host, port }, onConnect),
    connectionTimeout: 1000,
    requestTimeout: 1000,
  });

  await connection.connect();
  await eventually(() => connection.bytesBuffered === 5);
  await connection.disconnect();
  const connecting = connection.connect();
  const bufferedAtFirst = connection.bytesBuffered;
  await connecting;
  await connection.disconnect();
  server.close();

  expect(bufferedAtFirst).toBe(0);
});
