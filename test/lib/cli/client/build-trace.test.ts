import { buildTrace } from '../../../../lib/cli/client/build-trace.ts';
import { batchLine, gatewayLine } from './trace-lines-fixture.ts';

const gateway = [
  gatewayLine,
  {
    time: '2026-11-21T13:49:09.259Z',
    method: 'POST',
    path: '/v1/market/dispatch',
    status: 202,
    latencyMs: 3,
    correlationId: 'other',
  },
  { time: '2026-11-21T13:49:09.260Z', method: 'GET', path: '/health', status: 200, latencyMs: 3 },
];
const answered = {
  timestamp: '2026-11-21T13:49:09.303Z',
  function: 'grid-accept-dispatch',
  message: 'answered',
  correlation_id: 'mine',
  status: 202,
  duration_ms: 39,
};

test('a request is followed from the gateway to the consumer, in order of time, with its total', () => {
  const trace = buildTrace('mine', gateway, [
    batchLine,
    answered,
    { function: 'grid-analytics', type: 'platform.end' },
  ]);

  expect(trace.hops.map(({ where, durationMs, records, status }) => [where, durationMs, records, status])).toEqual([
    ['gateway', 47.5, undefined, '202'],
    ['grid-accept-dispatch', 39, undefined, '202'],
    ['grid-analytics', 81, 2, '2 stored'],
  ]);
  expect(trace.totalMs).toBe(140);
  expect(trace.consumers).toEqual(['grid-analytics']);
});

test('while the event is on its way the trace has what there is and names no consumer', () => {
  const trace = buildTrace('mine', gateway, [answered]);

  expect(trace.hops).toHaveLength(2);
  expect(trace.consumers).toEqual([]);
});

test('an id that nothing knows has no hops and no total', () => {
  expect(buildTrace('nobody', gateway, [answered, batchLine])).toMatchObject({ hops: [], totalMs: 0, consumers: [] });
});

test('a batch of orders is a hop, with its mode and what was skipped', () => {
  const orders = {
    timestamp: '2026-11-21T13:49:09.398Z',
    function: 'orders-process',
    message: 'batch processed',
    correlation_ids: ['mine'],
    delivery_mode: 'exactly-once',
    processed: 2,
    duplicates: 1,
    failed: 0,
    duration_ms: 7,
  };

  const trace = buildTrace('mine', gateway, [answered, orders]);

  expect(trace.hops.at(-1)).toMatchObject({
    where: 'orders-process',
    what: 'batch, exactly-once',
    records: 3,
    status: '2 processed, 1 skipped',
  });
  expect(trace.consumers).toEqual(['orders-process']);
});
