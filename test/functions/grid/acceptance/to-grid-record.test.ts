import { toGridRecord } from '../../../../functions/grid/acceptance/to-grid-record.ts';
import { dispatchEvent } from '../../fixtures/grid-events.ts';

test('a record is keyed by region and carries what every hop needs in its headers', () => {
  const record = toGridRecord({ event: dispatchEvent(), receivedMs: 1_674_000_000_000.125 }, 1_674_000_000_002);

  expect(record).toEqual({
    key: 'NSW1',
    value: JSON.stringify(dispatchEvent()),
    headers: {
      correlation_id: 'trace-1',
      event_type: 'MarketDispatchEvent',
      source: 'OPENNEM',
      timestamp: '2023-01-18T00:00:00.002Z',
      schema_version: '1',
      t0: '1674000000000.125',
      t1: '1674000000002.000',
    },
  });
});
