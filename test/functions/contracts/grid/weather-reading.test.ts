import { WeatherObservation } from '../../../../functions/contracts/grid/weather-observation-v1.ts';
import { toObservation, toReading, WeatherReading } from '../../../../functions/contracts/grid/weather-reading.ts';
import { weatherObservation } from '../../fixtures/grid-events.ts';

const known = { ingestion_time: '2023-01-17T14:05:01.000Z', correlation_id: 'trace-1' };

test.each([
  { region_id: 'NSW1' as const, temperature_celsius: 21.6, observed_at: 1_673_964_000 },
  { region_id: 'TAS1' as const, temperature_celsius: -3.25, observed_at: 946_684_800 },
  { region_id: 'SA1' as const, temperature_celsius: 0, observed_at: 4_102_444_740 },
])('a reading keeps to the canonical contract and comes back as it was: %j', (reading) => {
  const observation = toObservation(WeatherReading.parse(reading), known);

  expect(WeatherObservation.parse(observation)).toEqual(observation);
  expect(toReading(observation)).toEqual(reading);
});

test('an observation of somebody else is no reading', () => {
  expect(toReading(weatherObservation())).toBeUndefined();
});

test.each([{ observed_at: 1_673_964_001 }, { temperature_celsius: 101 }, { region_id: 'NSW' }])(
  'refuses %j, which has no canonical id of its own',
  (fields) => {
    const reading = { region_id: 'NSW1', temperature_celsius: 21.6, observed_at: 1_673_964_000, ...fields };

    expect(WeatherReading.safeParse(reading).success).toBe(false);
  },
);
