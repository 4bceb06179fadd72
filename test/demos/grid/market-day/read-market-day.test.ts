import { readMarketDay } from '../../../../demos/grid/market-day/read-market-day.ts';
import { MarketDispatchInput } from '../../../../functions/contracts/grid/market-dispatch-event-v1.ts';

test('every cell of the record is mapped, unmapped for a reason, or empty', async () => {
  const { tally } = await readMarketDay();

  const unmapped = Object.values(tally.unmapped).reduce((sum, count) => sum + count, 0);
  expect(tally.cells).toBe(288 * (15 + 17 + 15 + 9 + 14));
  expect(tally.mapped + unmapped + tally.empty).toBe(tally.cells);
  expect(Object.keys(tally.unmapped)).not.toContain('unknown series');
});

test('the day has one event for each region, fuel and interval, in order of time', async () => {
  const { dispatch, weather } = await readMarketDay();

  const times = dispatch.map(({ event_time }) => Date.parse(event_time));
  expect(dispatch).toHaveLength(6_288);
  expect(weather).toHaveLength(53);
  expect(new Set(dispatch.map(({ event_id }) => event_id)).size).toBe(dispatch.length);
  expect(times).toEqual(times.toSorted((left, right) => left - right));
});

test('the events carry the recorded figures', async () => {
  const { dispatch } = await readMarketDay();

  const nightInNewSouthWales = dispatch.filter(
    ({ region_id, event_time }) => region_id === 'NSW1' && event_time === '2023-01-18T00:00:00+10:00',
  );
  expect(Object.fromEntries(nightInNewSouthWales.map(({ fuel_type, value_mw }) => [fuel_type, value_mw]))).toEqual({
    solar: 0.01306,
    wind: 981.7,
    coal: 5772,
    gas: 383.2,
    hydro: 82.82,
    battery: -0.969,
  });
});

test('every event is what a route accepts', async () => {
  const { dispatch } = await readMarketDay();

  expect(dispatch.filter((event) => !MarketDispatchInput.safeParse(event).success)).toEqual([]);
});
