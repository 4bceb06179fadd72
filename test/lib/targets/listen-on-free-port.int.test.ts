import { createServer } from 'node:http';
import { listenOnFreePort } from '../../../lib/targets/listen-on-free-port.ts';

const servers = [createServer(), createServer()];
afterAll(() => {
  for (const server of servers) server.close();
});

test('the second to come takes the next free port', async () => {
  const [first, second] = servers;
  if (!first || !second) throw new Error('two servers are needed');

  const taken = await listenOnFreePort(first, 24_100, 'the first');
  const next = await listenOnFreePort(second, taken, 'the second');

  expect(next).toBeGreaterThan(taken);
});
