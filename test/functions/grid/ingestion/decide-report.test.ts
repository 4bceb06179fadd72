import { decideReport } from '../../../../functions/grid/ingestion/decide-report.ts';
import { dispatchEvent, minute, weatherObservation } from '../../fixtures/grid-events.ts';

const day = {
  dispatch: Array.from({ length: 288 }, (_, n) => dispatchEvent({ event_time: minute(n * 5) })),
  weather: Array.from({ length: 48 }, (_, n) => weatherObservation({ event_time: minute(n * 30) })),
};

test.each([
  ['2026-11-21T00:02:59Z', '2023-01-18T10:00:00+10:00', 1],
  ['2026-11-21T13:59:59Z', '2023-01-18T23:55:00+10:00', 0],
  ['2026-11-21T14:00:00Z', '2023-01-18T00:00:00+10:00', 1],
])('at %s the market is in the interval of %s', (now, interval, observations) => {
  const { dispatch, weather } = decideReport(day, Date.parse(now));

  expect(dispatch.map(({ event_time }) => event_time)).toEqual([interval]);
  expect(weather).toHaveLength(observations);
});
