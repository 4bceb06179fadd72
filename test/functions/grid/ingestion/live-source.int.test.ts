import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildLiveSource } from '../../../../functions/grid/ingestion/live-source.ts';
import { buildSourceGuard } from '../../../../functions/grid/ingestion/source-guard.ts';

const nowMs = Date.parse('2026-11-21T10:03:00+10:00');
const answer = {
  interval: '2026-11-21T10:00:00+10:00',
  dispatch: [{ region_id: 'NSW1', fuel_type: 'coal', value_mw: 5741.5, source: 'OPENNEM' }],
};

/** A user's source. */
const serve = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/market?licence=open`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

test('asks for the wanted interval beside what its address says, and reads the answer as events', async () => {
  const asked: unknown[] = [];
  await using source = await serve((request, response) => {
    asked.push([request.method, request.url, request.headers.accept]);
    response.end(JSON.stringify(answer));
  });

  const report = await buildLiveSource(source.url).readInterval(nowMs, AbortSignal.timeout(5_000));

  expect(asked).toEqual([
    ['GET', '/market?licence=open&interval=2026-11-21T10%3A00%3A00%2B10%3A00', 'application/json'],
  ]);
  expect(report.dispatch.map(({ event_id }) => event_id)).toEqual(['dispatch_NSW1_coal_202611211000']);
});

test.each([
  [500, true],
  [429, true],
  [404, false],
  [204, false],
])('an answer %d is a failure, worth trying again: %p', async (status, retryable) => {
  await using source = await serve((_request, response) => {
    response.writeHead(status).end();
  });

  await expect(buildLiveSource(source.url).readInterval(nowMs, AbortSignal.timeout(5_000))).rejects.toMatchObject({
    code: 'SOURCE_REFUSED',
    retryable,
  });
});

test.each([['{"interval":'], ['<html></html>'], ['{}']])('an answer %s is no report', async (body) => {
  await using source = await serve((_request, response) => {
    response.end(body);
  });

  await expect(buildLiveSource(source.url).readInterval(nowMs, AbortSignal.timeout(5_000))).rejects.toMatchObject({
    code: 'SOURCE_ANSWER_INVALID',
  });
});

test('a failing source is called until the breaker opens, and not at all afterwards', async () => {
  let received = 0;
  await using source = await serve((_request, response) => {
    received += 1;
    response.writeHead(503).end();
  });
  const guard = buildSourceGuard();
  const live = buildLiveSource(source.url);

  const readings = [await guard.read(live, nowMs), await guard.read(live, nowMs), await guard.read(live, nowMs)];

  expect(readings.map(({ calls }) => calls)).toEqual([3, 2, 0]);
  expect(received).toBe(5);
});

test('a source that does not answer is asked in vain for two seconds, and its connection is closed', async () => {
  const closed = Promise.withResolvers<void>();
  let received = 0;
  await using source = await serve((request, response) => {
    received += 1;
    if (received > 1) response.end(JSON.stringify(answer));
    else request.socket.once('close', () => closed.resolve());
  });

  const { report, calls, failures } = await buildSourceGuard().read(buildLiveSource(source.url), nowMs);
  await closed.promise;

  expect([calls, failures]).toEqual([2, 1]);
  expect(report?.dispatch).toHaveLength(1);
}, 15_000);

test('an address where nobody listens is a failure that is worth trying again', async () => {
  const { url, ...server } = await serve(() => {});
  await server[Symbol.asyncDispose]();

  const { report, calls } = await buildSourceGuard().read(buildLiveSource(url), nowMs);

  expect(report).toBeUndefined();
  expect(calls).toBe(3);
});
