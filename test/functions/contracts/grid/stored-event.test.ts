import { storedEventAddress } from '../../../../functions/contracts/grid/stored-event.ts';
import { dispatchEvent } from '../../fixtures/grid-events.ts';

test('one id is one item, whatever else the event says', () => {
  const first = dispatchEvent({ event_time: '2023-01-18T00:05:00+10:00' });
  const again = dispatchEvent({ event_time: '2023-01-18T00:05:59+10:00', value_mw: 1 });

  expect(storedEventAddress('analytics', again.event_id)).toEqual(storedEventAddress('analytics', first.event_id));
});

test('a region is a partition of its own for each consumer, sorted by the minute', () => {
  expect(storedEventAddress('risk', 'weather_SA1_adelaide_202301180030')).toEqual({
    pk: 'risk#weather#SA1',
    sk: '202301180030#weather_SA1_adelaide_202301180030',
  });
});
