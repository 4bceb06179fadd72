import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { findListener, isListener } from '../../../lib/engines/find-listener.ts';

let server: Server;
let port: number;
beforeEach(async () => {
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => server.close());

test('a port is told to be the process that listens on it, and no other', async () => {
  expect(await isListener(process.pid, port)).toBe(true);
  expect(await isListener(process.ppid, port)).toBe(false);
  expect(await isListener(process.pid, 1)).toBe(false);
});

test('a listener on IPv6 that takes IPv4 too is found', async () => {
  const dual = createServer().listen(0);
  await once(dual, 'listening');

  const isFound = await isListener(process.pid, (dual.address() as AddressInfo).port);

  dual.close();
  expect(isFound).toBe(true);
});

test('of a process that is gone nothing is told', async () => {
  expect(await isListener(2 ** 22 + 1, port)).toBeUndefined();
});

test('who listens is named where lsof is there, else nobody', async () => {
  const listener = await findListener(port);

  expect(listener === undefined || listener.pid === process.pid).toBe(true);
});
