import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { SluiceError } from '../../../lib/foundation/sluice-error.ts';
import type { InvokeFunction } from '../../../lib/gateway/invoke-function.ts';
import { startGateway } from '../../../lib/gateway/start-gateway.ts';
import { answering, lambdaRoute, openGateway, send } from './gateway-fixture.ts';

/** Answers with the event that it was invoked with. */
const echo: InvokeFunction = async (_, event) => answering({ statusCode: 200, body: event })('echo', event);

const eventOf = (response: { body: Buffer }): APIGatewayProxyEvent => JSON.parse(response.body.toString());

test('a request reaches the function of its route and the answer comes back', async () => {
  await using opened = await openGateway([lambdaRoute('POST', '/v1/orders/{id}')], echo);

  const response = await send(opened.gateway, 'POST', '/v1/orders/a%20b/?dry=1', {
    headers: { 'x-CaSe': 'Kept', 'Content-Type': 'application/json' },
    body: '{"amount":3}',
  });

  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('application/json');
  expect(eventOf(response)).toMatchObject({
    resource: '/v1/orders/{id}',
    path: '/v1/orders/a%20b/',
    httpMethod: 'POST',
    headers: { 'x-CaSe': 'Kept', Host: `127.0.0.1:${opened.gateway.port}`, 'X-Forwarded-For': '127.0.0.1' },
    queryStringParameters: { dry: '1' },
    pathParameters: { id: 'a%20b' },
    requestContext: { identity: { sourceIp: '127.0.0.1' }, stage: 'prod', accountId: '000000000000' },
    body: '{"amount":3}',
  });
});

test('the ids of the event are those of the answer', async () => {
  await using opened = await openGateway([lambdaRoute('GET', '/health')], echo);

  const response = await send(opened.gateway, 'GET', '/health');

  const { requestContext, headers } = eventOf(response);
  expect(response.headers['x-amzn-requestid']).toBe(requestContext.requestId);
  expect(response.headers['x-amz-apigw-id']).toBe(requestContext.extendedRequestId);
  expect(response.headers['x-amzn-trace-id']).toBe(headers['X-Amzn-Trace-Id']);
  expect(headers['X-Amzn-Trace-Id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
});

test("a client's trace and its proxies are passed on", async () => {
  await using opened = await openGateway([lambdaRoute('GET', '/health')], echo);
  const trace = 'Root=1-5e66d96f-7491f09f0e5c79d18acf3d05;Sampled=1';

  const response = await send(opened.gateway, 'GET', '/health', {
    headers: { 'X-Amzn-Trace-Id': trace, 'X-Forwarded-For': '203.0.113.9' },
  });

  expect(eventOf(response).headers).toMatchObject({
    'X-Amzn-Trace-Id': trace,
    'X-Forwarded-For': '203.0.113.9, 127.0.0.1',
  });
});

test('a path or a method without a route is 403', async () => {
  await using opened = await openGateway([lambdaRoute('GET', '/health')], echo);

  const path = await send(opened.gateway, 'GET', '/unknown');
  const method = await send(opened.gateway, 'DELETE', '/health', { body: 'ignored' });
  const stage = await send(opened.gateway, 'GET', '/prod/health');

  for (const response of [path, method, stage]) {
    expect(response.statusCode).toBe(403);
    expect(response.body.toString()).toBe('{"message":"Missing Authentication Token"}');
    expect(response.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
  }
});

test('a path whose percent-encoding is malformed is 400', async () => {
  await using opened = await openGateway([lambdaRoute('GET', '/{proxy+}')], echo);

  const response = await send(opened.gateway, 'GET', '/orders/%E0%A4%A');

  expect(response.statusCode).toBe(400);
});

test('a body of 10 MB is taken as far as Lambda takes it, and one byte more is refused', async () => {
  await using opened = await openGateway([lambdaRoute('POST', '/upload')], echo);
  const limit = 10 * 1024 * 1024;

  const atLimit = await send(opened.gateway, 'POST', '/upload', { body: Buffer.alloc(limit, 'a') });
  const over = await send(opened.gateway, 'POST', '/upload', { body: Buffer.alloc(limit + 1, 'a') });
  const chunked = await send(opened.gateway, 'POST', '/upload', {
    headers: { 'Transfer-Encoding': 'chunked' },
    body: Buffer.alloc(limit + 1, 'a'),
  });

  expect([atLimit.statusCode, atLimit.body.toString()]).toEqual([413, '{"message": "Request Too Long"}']);
  expect([over.statusCode, over.body.toString()]).toEqual([413, 'HTTP content length exceeded 10485760 bytes.']);
  expect([chunked.statusCode, chunked.body.toString()]).toEqual([413, 'HTTP content length exceeded 10485760 bytes.']);
});

test('a large body arrives byte for byte', async () => {
  const route = lambdaRoute('POST', '/upload', { binaryMediaTypes: ['*/*'] });
  let received = '';
  await using opened = await openGateway([route], async (name, event) => {
    received = JSON.parse(event).body;
    return answering({ statusCode: 200 })(name, event);
  });
  const body = Buffer.from(Array.from({ length: 3_000_000 }, (_, index) => index % 256));

  const response = await send(opened.gateway, 'POST', '/upload', { body });

  expect(response.statusCode).toBe(200);
  expect(Buffer.from(received, 'base64').equals(body)).toBe(true);
});

test('a binary answer reaches the client decoded', async () => {
  const image = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);
  const answer = {
    statusCode: 200,
    headers: { 'Content-Type': 'image/png' },
    body: image.toString('base64'),
    isBase64Encoded: true,
  };
  await using opened = await openGateway(
    [lambdaRoute('GET', '/image', { binaryMediaTypes: ['image/png'] })],
    answering(answer),
  );

  const binary = await send(opened.gateway, 'GET', '/image', { headers: { Accept: 'image/png,*/*' } });
  const text = await send(opened.gateway, 'GET', '/image', { headers: { Accept: 'text/html' } });

  expect(binary.body.equals(image)).toBe(true);
  expect(binary.headers['content-length']).toBe('6');
  expect(text.body.toString()).toBe(answer.body);
});

test('repeated headers leave as the function named them', async () => {
  const answer = { statusCode: 200, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: 'ok' };
  await using opened = await openGateway([lambdaRoute('GET', '/login')], answering(answer));

  const response = await send(opened.gateway, 'GET', '/login');

  expect(response.headers['set-cookie']).toEqual(['a=1', 'b=2']);
  expect(response.rawHeaders.filter((each) => each === 'Set-Cookie')).toHaveLength(2);
});

test('HEAD is answered without a body, and 204 without a length', async () => {
  await using opened = await openGateway(
    [lambdaRoute('ANY', '/full'), lambdaRoute('DELETE', '/empty')],
    async (name, event) =>
      answering(JSON.parse(event).path === '/full' ? { statusCode: 200, body: 'four' } : { statusCode: 204 })(
        name,
        event,
      ),
  );

  const head = await send(opened.gateway, 'HEAD', '/full');
  const empty = await send(opened.gateway, 'DELETE', '/empty');

  expect([head.statusCode, head.headers['content-length'], head.body.length]).toEqual([200, '4', 0]);
  expect([empty.statusCode, empty.headers['content-length']]).toEqual([204, undefined]);
});

test('a preflight is answered by the gateway itself', async () => {
  const invoked: string[] = [];
  const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Methods': 'GET,POST' };
  await using opened = await openGateway(
    [
      lambdaRoute('POST', '/orders'),
      lambdaRoute('OPTIONS', '/orders', { integration: { kind: 'mock', statusCode: 204, headers } }),
    ],
    (name, event) => {
      invoked.push(name);
      return answering({ statusCode: 200 })(name, event);
    },
  );

  const response = await send(opened.gateway, 'OPTIONS', '/orders', { headers: { Origin: 'https://example.com' } });

  expect(response.statusCode).toBe(204);
  expect(response.headers).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET,POST',
  });
  expect(response.headers).not.toHaveProperty('x-amzn-trace-id');
  expect(invoked).toEqual([]);
});

test('a function that does not answer in time is 504, and the gateway goes on', async () => {
  const integration = { kind: 'lambda', functionName: 'slow', timeoutMs: 60 } as const;
  await using opened = await openGateway(
    [lambdaRoute('GET', '/slow', { integration }), lambdaRoute('GET', '/health')],
    async (name, event) => {
      if (name === 'slow') await sleep(150);
      return answering({ statusCode: 200, body: name })(name, event);
    },
  );

  const slow = await send(opened.gateway, 'GET', '/slow');
  const healthy = await send(opened.gateway, 'GET', '/health');

  expect([slow.statusCode, slow.body.toString()]).toEqual([504, '{"message": "Endpoint request timed out"}']);
  expect(healthy.statusCode).toBe(200);
  expect(opened.log[0]).toMatchObject({ status: 504, resource: '/slow', reason: expect.stringContaining('60 ms') });
});

test('each request is one entry of the access log', async () => {
  await using opened = await openGateway([lambdaRoute('GET', '/v1/orders/{id}')], echo);

  const found = await send(opened.gateway, 'GET', '/v1/orders/7?limit=1', { headers: { 'X-Correlation-ID': 'c-1' } });
  await send(opened.gateway, 'GET', '/unknown');

  expect(opened.log).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      requestId: found.headers['x-amzn-requestid'],
      method: 'GET',
      path: '/v1/orders/7',
      resource: '/v1/orders/{id}',
      status: 200,
      latencyMs: expect.any(Number),
      integrationLatencyMs: expect.any(Number),
      correlationId: 'c-1',
    },
    expect.objectContaining({ path: '/unknown', status: 403 }),
  ]);
  expect(opened.log[0]?.latencyMs).toBeGreaterThanOrEqual(opened.log[0]?.integrationLatencyMs ?? Number.NaN);
});

test('the correlation id that a function made is logged', async () => {
  const answer = { statusCode: 200, headers: { 'X-Correlation-ID': 'made' }, body: '' };
  await using opened = await openGateway([lambdaRoute('GET', '/health')], answering(answer));

  await send(opened.gateway, 'GET', '/health');

  expect(opened.log[0]?.correlationId).toBe('made');
});

test('new routes hold from the next request on, on connections that stay', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const gate = Promise.withResolvers<void>();
  await using opened = await openGateway([lambdaRoute('GET', '/old')], async (name, event) => {
    await gate.promise;
    return answering({ statusCode: 200, body: JSON.parse(event).path })(name, event);
  });
  const get = (path: string): Promise<{ status: number | undefined; reused: boolean }> =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ port: opened.gateway.port, host: '127.0.0.1', path, agent }, (response) => {
        response.resume().once('end', () => resolve({ status: response.statusCode, reused: request.reusedSocket }));
      });
      request.once('error', reject).end();
    });

  const underWay = get('/old');
  await sleep(50);
  opened.gateway.apply([lambdaRoute('GET', '/new')]);
  gate.resolve();

  expect(await underWay).toEqual({ status: 200, reused: false });
  expect(await get('/new')).toEqual({ status: 200, reused: true });
  expect(await get('/old')).toEqual({ status: 403, reused: true });
  agent.destroy();
});

test('closing waits for the request under way and refuses new ones', async () => {
  const gate = Promise.withResolvers<void>();
  const { gateway } = await openGateway([lambdaRoute('GET', '/slow')], async (name, event) => {
    await gate.promise;
    return answering({ statusCode: 200, body: 'done' })(name, event);
  });
  const agent = new Agent({ keepAlive: true });
  const underWay = new Promise<string>((resolve, reject) => {
    const request = httpRequest({ port: gateway.port, host: '127.0.0.1', path: '/slow', agent }, async (response) => {
      resolve(Buffer.concat(await Array.fromAsync(response)).toString());
    });
    request.once('error', reject).end();
  });
  await sleep(50);

  const closing = gateway.close();
  const refused = send(gateway, 'GET', '/slow').catch((error: unknown) => error);

  expect(await refused).toMatchObject({ code: 'ECONNREFUSED' });
  gate.resolve();
  expect(await underWay).toBe('done');
  await closing;
  agent.destroy();
});

test('a client that goes away in the middle of its request harms nobody', async () => {
  const invoked: string[] = [];
  await using opened = await openGateway([lambdaRoute('POST', '/orders')], (name, event) => {
    invoked.push(event);
    return answering({ statusCode: 200 })(name, event);
  });
  const socket = connect(opened.gateway.port, '127.0.0.1');
  socket.write('POST /orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"half":');
  await sleep(50);

  socket.destroy();
  await sleep(50);
  const next = await send(opened.gateway, 'POST', '/orders', { body: '{}' });

  expect(next.statusCode).toBe(200);
  expect(invoked).toHaveLength(1);
  expect(opened.log.map((entry) => entry.status)).toEqual([499, 200]);
});

test('a client that goes away while its function runs harms nobody', async () => {
  const gate = Promise.withResolvers<void>();
  await using opened = await openGateway([lambdaRoute('GET', '/slow')], async (name, event) => {
    await gate.promise;
    return answering({ statusCode: 200, body: 'late' })(name, event);
  });
  const socket = connect(opened.gateway.port, '127.0.0.1');
  socket.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
  await sleep(50);

  socket.destroy();
  await sleep(50);
  gate.resolve();
  const next = await send(opened.gateway, 'GET', '/slow');

  expect(next.body.toString()).toBe('late');
});

test('a port in use is told with one that is free', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;

  const failure = await startGateway({ port, accountId: '0', invoke: echo, log: () => undefined }).catch(
    (error: unknown) => error,
  );
  holder.close();

  expect(failure).toBeInstanceOf(SluiceError);
  expect(failure).toMatchObject({
    code: 'GATEWAY_PORT_IN_USE',
    message: expect.stringContaining(String(port)),
    actions: [expect.stringMatching(/port \d+, which is free/), expect.stringContaining('lsof')],
  });
});
