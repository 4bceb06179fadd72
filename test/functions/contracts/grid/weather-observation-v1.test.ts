import { WeatherObservation } from '../../../../functions/contracts/grid/weather-observation-v1.ts';
import { weatherObservation } from '../../fixtures/grid-events.ts';

test('what was not measured may be absent', () => {
  const { temperature_celsius: _unmeasured, ...observation } = weatherObservation();

  expect(WeatherObservation.parse(observation)).toEqual(observation);
});

test('an id may name a station, so that a region has several observations in one minute', () => {
  const observation = weatherObservation({ event_id: 'weather_NSW1_observatory-hill_202301180030' });

  expect(WeatherObservation.safeParse(observation).success).toBe(true);
});

test.each([
  ['a measure that is null', { humidity_percent: null }],
  ['a humidity over 100 %', { humidity_percent: 100.1 }],
  ['another region than the id', { region_id: 'TAS1', event_id: 'weather_NSW1_202301180030' }],
  ['another minute than the id', { event_id: 'weather_NSW1_202301180031' }],
])('refuses %s', (_what, fields) => {
  expect(WeatherObservation.safeParse({ ...weatherObservation(), ...fields }).success).toBe(false);
});
