import { parseMarketDay } from '../../../../../functions/contracts/grid/market-day/parse-market-day.ts';

const csv = (...lines: string[]) => `${lines.join('\n')}\n`;
const powerOf = (text: string) =>
  Object.fromEntries(parseMarketDay('QLD1', text).dispatch.map(({ event_id, value_mw }) => [event_id, value_mw]));

test('sums the series of one fuel into one event, without the noise of binary fractions', () => {
  const day = csv('interval,gas_ccgt_mw,gas_ocgt_mw,gas_wcmg_mw', '2023-01-18T00:05:00+10:00,0.1,0.2,-0.00001');

  expect(powerOf(day)).toEqual({ dispatch_QLD1_gas_202301180005: 0.29999 });
});

test('a battery that charges takes power: discharging less charging', () => {
  const day = csv('interval,battery_charging_mw,battery_discharging_mw', '2023-01-18T00:05:00+10:00,49.95,8.95');

  expect(powerOf(day)).toEqual({ dispatch_QLD1_battery_202301180005: -41 });
});

test('gives no event for a fuel of which a part is not reported, and counts the part that is', () => {
  const day = csv(
    'interval,solar_rooftop_mw,solar_utility_mw',
    '2023-01-18T12:00:00+10:00,3000,1500',
    '2023-01-18T12:05:00+10:00,,1510',
  );

  expect(powerOf(day)).toEqual({ dispatch_QLD1_solar_202301181200: 4500 });
  expect(parseMarketDay('QLD1', day).tally).toEqual({
    cells: 4,
    mapped: 2,
    empty: 1,
    unmapped: { 'fuel incomplete in the interval': 1 },
  });
});

test('counts what is no dispatch event by its reason', () => {
  const day = csv('interval,demand_mw,price_aud_per_mwh,nuclear_mw,wind_mw', '2023-01-18T00:05:00+10:00,5,-51.47,,7');

  expect(parseMarketDay('QLD1', day).tally).toEqual({
    cells: 4,
    mapped: 1,
    empty: 1,
    unmapped: { demand: 1, price: 1 },
  });
});

test('a temperature becomes a weather observation that says no more than was recorded', () => {
  const day = csv('interval,temperature_celsius', '2023-01-18T00:30:00+10:00,21.6');

  expect(parseMarketDay('QLD1', day).weather).toEqual([
    {
      event_id: 'weather_QLD1_202301180030',
      event_time: '2023-01-18T00:30:00+10:00',
      region_id: 'QLD1',
      location_name: 'Queensland',
      temperature_celsius: 21.6,
      source: 'OPENNEM',
    },
  ]);
});

test.each(['12 MW', 'NaN', '1e9'])('refuses the cell %p', (cell) => {
  expect(() => parseMarketDay('QLD1', csv('interval,wind_mw', `2023-01-18T00:05:00+10:00,${cell}`))).toThrow();
});
