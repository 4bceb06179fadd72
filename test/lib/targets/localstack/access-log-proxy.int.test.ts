import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AccessLogEntry } from '../../../../lib/gateway/access-log-entry.ts';
import { type AccessLogProxy, startAccessLogProxy } from '../../../../lib/targets/localstack/access-log-proxy.ts';
import { until } from '../../lambda-host/test-host.ts';

interface TestProxy extends AsyncDisposable {
  readonly proxy: AccessLogProxy;
  readonly entries: AccessLogEntry[];
  /** Connections that reached the upstream. */
  connections(): number;
}

const stagePath = '/_aws/execute-api/a1b2c3/prod';

const open = async (
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<TestProxy> => {
  let connections = 0;
  const upstream = createServer((request, response) => {
    text(request).then(
      (body) => answer(request, response, body),
      () => undefined,
    );
  });
  upstream.on('connection', () => {
    connections += 1;
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const { port } = upstream.address() as AddressInfo;
  const entries: AccessLogEntry[] = [];
  const proxy = await startAccessLogProxy({
    preferredPort: 23_300,
    target: () => `http://127.0.0.1:${port}${stagePath}`,
    log: (entry) => entries.push(entry),
  });
  return {
    proxy,
    entries,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      upstream.closeAllConnections();
      upstream.close();
      await proxy.close();
    },
  };
};

const withoutConnection = { connection: 'close' };

test('a request reaches the stage of the API, its answer the client, and its line the log', async () => {
  await using opened = await open((request, response, body) => {
    response.writeHead(202, { 'X-Correlation-ID': 'of the answer', 'x-amzn-RequestId': 'r-1' });
    response.end(JSON.stringify({ method: request.method, url: request.url, body }));
  });

  const response = await fetch(`${opened.proxy.url}/v1/orders/%C3%A4?limit=1`, {
    method: 'POST',
    headers: { ...withoutConnection, 'X-Correlation-ID': 'of the request' },
    body: '{"a":1}',
  });

  expect(response.status).toBe(202);
  expect(await response.json()).toEqual({
    method: 'POST',
    url: `${stagePath}/v1/orders/%C3%A4?limit=1`,
    body: '{"a":1}',
  });
  await until(() => opened.entries.length === 1);
  expect(opened.entries[0]).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    requestId: 'r-1',
    method: 'POST',
    path: '/v1/orders/%C3%A4',
    status: 202,
    latencyMs: expect.any(Number),
    correlationId: 'of the answer',
  });
});

test("the request's correlation id is logged where the answer has none", async () => {
  await using opened = await open((_request, response) => response.writeHead(404).end());

  await fetch(opened.proxy.url, { headers: { ...withoutConnection, 'X-Correlation-ID': 'of the request' } });

  await until(() => opened.entries.length === 1);
  expect(opened.entries[0]).toMatchObject({ path: '/', status: 404, correlationId: 'of the request' });
});

test('connections are kept', async () => {
  await using opened = await open((_request, response) => response.end('ok'));

  for (let request = 0; request < 10; request += 1) {
    await (await fetch(opened.proxy.url, { headers: withoutConnection })).text();
  }

  expect(opened.connections()).toBe(1);
  await until(() => opened.entries.length === 10);
});

test('a LocalStack that is not there is a 502 that says so, and a line of the log', async () => {
  const entries: AccessLogEntry[] = [];
  let target: string | undefined = 'http://127.0.0.1:9/_aws/execute-api/a1b2c3/prod';
  const proxy = await startAccessLogProxy({
    preferredPort: 23_300,
    target: () => target,
    log: (entry) => entries.push(entry),
  });
  await using _closing = { [Symbol.asyncDispose]: () => proxy.close() };

  const absent = await fetch(`${proxy.url}/v1/orders`, { headers: withoutConnection });
  target = undefined;
  const early = await fetch(`${proxy.url}/v1/orders`, { headers: withoutConnection });

  expect([absent.status, early.status]).toEqual([502, 502]);
  expect(await absent.json()).toEqual({
    type: 'about:blank',
    title: 'Bad Gateway',
    status: 502,
    detail: expect.stringMatching(/^LocalStack does not answer at http:\/\/127\.0\.0\.1:9: .*ECONNREFUSED/),
  });
  expect(await early.json()).toMatchObject({ detail: 'The API is not deployed to LocalStack yet.' });
  expect(entries).toMatchObject([
    { status: 502, path: '/v1/orders', requestId: absent.headers.get('x-amzn-requestid') },
    { status: 502, reason: 'The API is not deployed to LocalStack yet.' },
  ]);
});

test.each([
  ['its request was complete', 100],
  ['it had its answer', 0],
])('a client that goes away before %s is logged as 499', async (_when, missingBytes) => {
  let arrived = false;
  await using opened = await open(() => {
    arrived = true;
  });

  const body = 'x'.repeat(10);
  const request = httpRequest(opened.proxy.url, {
    method: 'POST',
    headers: { 'content-length': String(body.length + missingBytes) },
  });
  request.on('error', () => undefined);
  request.write(body);
  await until(() => missingBytes > 0 || arrived);
  await new Promise((resolve) => setTimeout(resolve, 50));
  request.destroy();

  await until(() => opened.entries.length === 1);
  expect(opened.entries[0]).toMatchObject({ method: 'POST', status: 499 });
  expect(opened.entries[0]?.reason).toBeUndefined();
});

test('closing waits for what is under way, and for no idle connection', async () => {
  const arrived = Promise.withResolvers<ServerResponse>();
  await using opened = await open((_request, response) => arrived.resolve(response));

  const answer = fetch(opened.proxy.url).then((response) => response.text());
  const upstreamResponse = await arrived.promise;
  const closed = opened.proxy.close().then(() => performance.now());
  await new Promise((resolve) => setTimeout(resolve, 100));
  const answeredMs = performance.now();
  upstreamResponse.end('late');

  expect(await answer).toBe('late');
  expect((await closed) - answeredMs).toBeGreaterThan(0);
  expect((await closed) - answeredMs).toBeLessThan(1_000);
});

test('an answer that breaks off does so for the client, and is logged with what was answered', async () => {
  await using opened = await open((_request, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 50);
  });

  const response = await fetch(opened.proxy.url, { headers: withoutConnection });

  await expect(response.text()).rejects.toThrow();
  await until(() => opened.entries.length === 1);
  expect(opened.entries[0]).toMatchObject({ status: 200 });
});
