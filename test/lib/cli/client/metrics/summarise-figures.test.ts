import { summariseFigures } from '../../../../../lib/cli/client/metrics/summarise-figures.ts';
import { toFigureLines } from '../../../../../lib/cli/status-figures.ts';

const metric = (values: object) => ({
  function: 'grid-list-dispatch',
  timestamp: '2026-11-21T10:00:01.000Z',
  _aws: {},
  ...values,
});
const refusal = (consumer: string, count: number | number[] = 1) =>
  metric({ consumer, route: '/v1/stats', RequestsLimited: count });

test('counts refusals by consumer and route, and adds up what functions counted', () => {
  const figures = summariseFigures([
    { function: 'grid-stats', timestamp: '2026-11-21T10:00:00.000Z', message: 'answered', EventsStored: 99 },
    refusal('partner'),
    refusal('visitor', [1, 2]),
    metric({ EventsStored: 3, HopT0T5: [1, 3] }),
    metric({ EventsStored: [4, 5], HopT0T5: 2 }),
  ]);

  expect(figures.since).toBe('2026-11-21T10:00:00.000Z');
  expect(figures.limited).toEqual([
    { consumer: 'visitor', route: '/v1/stats', count: 3 },
    { consumer: 'partner', route: '/v1/stats', count: 1 },
  ]);
  expect(figures.counts).toEqual({ EventsStored: 12 });
  expect(figures.hops.HopT0T5.count).toBe(3);
});

test('orders and the transactions of their producers are counted', () => {
  const figures = summariseFigures([
    metric({ OrdersProduced: 2, TransactionsCommitted: 1 }),
    metric({ OrdersProcessed: [1, 1], OrdersDuplicate: 1, OrdersFailed: 0 }),
    metric({ TransactionsAborted: 1 }),
  ]);

  expect(figures.counts).toEqual({
    OrdersProduced: 2,
    OrdersProcessed: 2,
    OrdersDuplicate: 1,
    OrdersFailed: 0,
    TransactionsCommitted: 1,
    TransactionsAborted: 1,
  });
});

test('says how many requests were answered 429, whose, and where the same is on AWS', () => {
  const lines = toFigureLines(summariseFigures([refusal('partner'), refusal('visitor', 10)])).join('\n');

  expect(lines).toMatch(/429 +11/);
  expect(lines).toMatch(/10 +visitor \/v1\/stats/);
  expect(lines).toContain('DashboardUrl');
});

test('an empty log is nothing measured', () => {
  expect(toFigureLines(summariseFigures([]))).toEqual([expect.stringContaining('nothing yet')]);
});
