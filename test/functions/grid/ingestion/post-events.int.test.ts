import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { postEvents } from '../../../../functions/grid/ingestion/post-events.ts';

/** Posts to a server that answers with this status, and tells what it received. */
const postTo = async (status: number, events: unknown[], trailing = '') => {
  const received: unknown[] = [];
  const server = createServer(async (request, response) => {
    const { 'x-api-key': key, 'x-correlation-id': correlation, 'content-type': type } = request.headers;
    received.push({ method: request.method, url: request.url, key, correlation, type, body: await json(request) });
    response.writeHead(status).end('busy');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const gateway = { apiUrl: `http://127.0.0.1:${port}/live${trailing}`, apiKey: 'slc_k', correlationId: 'trace-1' };
    await postEvents(gateway, 'v1/market/dispatch', events);
    return received;
  } finally {
    server.close();
    server.closeAllConnections();
  }
};

test.each(['', '/'])(
  'posts to the route like any client, whether or not the address ends in "%s"',
  async (trailing) => {
    expect(await postTo(202, [{ a: 1 }], trailing)).toEqual([
      {
        method: 'POST',
        url: '/live/v1/market/dispatch',
        key: 'slc_k',
        correlation: 'trace-1',
        type: 'application/json',
        body: [{ a: 1 }],
      },
    ]);
  },
);

test('asks nobody when there is nothing to post', async () => {
  expect(await postTo(202, [])).toEqual([]);
});

test.each([
  [400, false],
  [401, false],
  [429, true],
  [503, true],
])('an answer %d is an error, worth trying again: %p', async (status, retryable) => {
  await expect(postTo(status, [{}])).rejects.toMatchObject({ code: 'INGESTION_REFUSED', retryable });
});
