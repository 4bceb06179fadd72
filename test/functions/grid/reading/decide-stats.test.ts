import type { Aggregate } from '../../../../functions/contracts/grid/aggregate.ts';
import { GridStats } from '../../../../functions/contracts/grid/stats.ts';
import { foldEvent } from '../../../../functions/grid/ledger/fold-event.ts';
import { decideStats } from '../../../../functions/grid/reading/decide-stats.ts';
import { dispatchEvent, minute, weatherObservation } from '../../fixtures/grid-events.ts';

const fold = (...events: Parameters<typeof foldEvent>[2][]): Aggregate[] => [
  ...events
    .reduce((byKey, event) => {
      const next = foldEvent(undefined, 'analytics', event);
      return byKey.set(next.sk, foldEvent(byKey.get(next.sk), 'analytics', event));
    }, new Map<string, Aggregate>())
    .values(),
];

test('nothing stored is nothing counted', () => {
  expect(decideStats([], [])).toEqual({ total_dispatch_events: 0, total_weather_observations: 0, regions: [] });
});

test('totals events and gives average, minimum and maximum by region, over its fuels and for each', () => {
  const dispatch = fold(
    dispatchEvent({ value_mw: 10 }),
    dispatchEvent({ value_mw: 20, event_time: minute(6) }),
    dispatchEvent({ value_mw: -3, fuel_type: 'battery' }),
    dispatchEvent({ value_mw: 7, region_id: 'TAS1', fuel_type: 'hydro' }),
  );
  const { temperature_celsius: _none, ...unmeasured } = weatherObservation({ event_time: minute(60) });

  const stats = decideStats(dispatch, fold(weatherObservation({ temperature_celsius: 20 }), unmeasured));

  expect(GridStats.parse(stats)).toEqual({
    total_dispatch_events: 4,
    total_weather_observations: 2,
    regions: [
      {
        region_id: 'NSW1',
        dispatch_events: 3,
        value_mw: { count: 3, avg: 9, min: -3, max: 20 },
        fuels: { coal: { count: 2, avg: 15, min: 10, max: 20 }, battery: { count: 1, avg: -3, min: -3, max: -3 } },
        weather_observations: 2,
        weather: { temperature_celsius: { count: 1, avg: 20, min: 20, max: 20 } },
      },
      {
        region_id: 'TAS1',
        dispatch_events: 1,
        value_mw: { count: 1, avg: 7, min: 7, max: 7 },
        fuels: { hydro: { count: 1, avg: 7, min: 7, max: 7 } },
        weather_observations: 0,
        weather: {},
      },
    ],
  });
});
