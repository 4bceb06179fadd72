import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probeLocalStack } from '../../../../lib/engines/localstack/probe-localstack.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const listen = async (answer: RequestListener): Promise<string> => {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const answers = (byPath: Record<string, object>): RequestListener => {
  return ({ url = '' }, response) => {
    const body = byPath[url];
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  };
};

test('tells the version, and whether it runs in Docker', async () => {
  const info = { version: '4.14.0:1a2b3c', edition: 'community', is_docker: true };
  const address = await listen(answers({ '/_localstack/health': { services: {} }, '/_localstack/info': info }));

  expect(await probeLocalStack(address)).toEqual({ version: '4.14.0:1a2b3c', isInDocker: true });
});

test.each([
  ['has no such pages', {}],
  ['says something else there', { '/_localstack/health': {}, '/_localstack/info': { version: 4 } }],
])('a server that %s is no LocalStack', async (_what, pages) => {
  const address = await listen(answers(pages));

  await expect(probeLocalStack(address)).rejects.toThrow();
});

test('a server that says nothing is given up after two seconds', async () => {
  const address = await listen(() => {});

  await expect(probeLocalStack(address)).rejects.toMatchObject({ name: 'TimeoutError' });
});
