import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openForwarder } from '../../../lib/targets/forwarder.ts';

const listen = async (listener: RequestListener) => {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

test('an answer may take longer than an idle connection is kept, and the next request finds a live one', async () => {
  let delayMs = 3_500;
  await using target = await listen((_request, response) => {
    setTimeout(() => response.end('answered'), delayMs);
  });
  const forwarder = openForwarder();
  await using entry = await listen((request, response) => {
    forwarder.forward(request, response, target.url).catch(() => response.destroy());
  });

  const slow = await (await fetch(entry.url)).text();
  delayMs = 0;
  const next = await (await fetch(entry.url)).text();
  forwarder.close();

  expect([slow, next]).toEqual(['answered', 'answered']);
});
