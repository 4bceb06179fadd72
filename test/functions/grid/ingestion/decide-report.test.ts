import { decideReport } from '../../../../functions/grid/ingestion/decide-report.ts';
import { dispatchEvent, minute, weatherObservation } from '../../fixtures/grid-events.ts';

const day = {
  dispatch: Array.from({ length: 288 }, (_, n) => dispatchEvent({ event_time: minute(n * 5), value_mw: n })),
  weather: Array.from({ length: 48 }, (_, n) => weatherObservation({ event_time: minute(n * 30) })),
};

test.each([
  ['2026-11-21T00:02:59Z', '2026-11-21T10:00:00+10:00', '202611211000', 120, 1],
  ['2026-11-21T13:59:59Z', '2026-11-21T23:55:00+10:00', '202611212355', 287, 0],
  ['2026-11-21T14:00:00Z', '2026-11-22T00:00:00+10:00', '202611220000', 0, 1],
])('at %s the market is in the interval of %s', (now, interval, idMinute, value, observations) => {
  const { eventTime, dispatch, weather } = decideReport(day, Date.parse(now));

  expect(eventTime).toBe(interval);
  expect(dispatch).toMatchObject([
    { event_id: `dispatch_NSW1_coal_${idMinute}`, event_time: interval, value_mw: value, source: 'OPENNEM' },
  ]);
  expect(weather.map(({ event_id }) => event_id)).toEqual(Array(observations).fill(`weather_NSW1_${idMinute}`));
});
