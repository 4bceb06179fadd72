import fc from 'fast-check';
import { readMarketDay } from '../../../../demos/grid/market-day/read-market-day.ts';
import { MarketDispatchInput } from '../../../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { WeatherObservationInput } from '../../../../functions/contracts/grid/weather-observation-v1.ts';
import { decideReport } from '../../../../functions/grid/ingestion/decide-report.ts';
import { intervalOfDay } from '../../../../functions/grid/ingestion/market-time.ts';
import { simulateReport } from '../../../../functions/grid/ingestion/simulate-report.ts';
import { dispatchEvent, minute, weatherObservation } from '../../fixtures/grid-events.ts';

const realDay = await readMarketDay();
const firstMs = Date.parse('2026-01-01T00:00:00Z');
const anyTime = fc.integer({ min: firstMs, max: firstMs + 366 * 86_400_000 });
const idsOf = ({ dispatch, weather }: ReturnType<typeof simulateReport>): string[] =>
  [...dispatch, ...weather].map(({ event_id }) => event_id);

test('stands in with the last value up to this time of day, marked as nobody measured it', () => {
  const day = {
    dispatch: [
      dispatchEvent({ event_time: minute(0), value_mw: 1_000 }),
      dispatchEvent({ event_time: minute(600), value_mw: 2_000 }),
      dispatchEvent({ event_time: minute(605), value_mw: 3_000 }),
      dispatchEvent({ event_time: minute(900), fuel_type: 'solar', value_mw: 0 }),
    ],
    weather: [weatherObservation({ event_time: minute(570), temperature_celsius: 21.6 })],
  };

  const { eventTime, dispatch, weather } = simulateReport(day, Date.parse('2026-11-21T10:04:59+10:00'));

  expect(eventTime).toBe('2026-11-21T10:01:00+10:00');
  expect(dispatch.map(({ event_id, source }) => [event_id, source])).toEqual([
    ['dispatch_NSW1_coal_202611211001', 'SIMULATED'],
    ['dispatch_NSW1_solar_202611211001', 'SIMULATED'],
  ]);
  expect(dispatch[0]?.value_mw).not.toBe(2_000);
  expect(Math.abs((dispatch[0]?.value_mw ?? 0) - 2_000)).toBeLessThanOrEqual(40);
  expect(dispatch[1]?.value_mw).toBe(0);
  expect(weather).toMatchObject([{ event_id: 'weather_NSW1_202611211001', source: 'SIMULATED' }]);
  expect(Math.abs((weather[0]?.temperature_celsius ?? 0) - 21.6)).toBeLessThan(0.56);
});

test('whenever the source fails there are valid figures of every region, each id once', () => {
  fc.assert(
    fc.property(anyTime, (nowMs) => {
      const report = simulateReport(realDay, nowMs);

      const all = [
        ...report.dispatch.map((event) => MarketDispatchInput.parse(event)),
        ...report.weather.map((event) => WeatherObservationInput.parse(event)),
      ];
      expect(new Set(report.dispatch.map(({ region_id }) => region_id)).size).toBe(5);
      expect(report.weather).toHaveLength(5);
      expect(new Set(idsOf(report)).size).toBe(all.length);
      expect(new Set(all.map(({ event_time }) => event_time))).toEqual(new Set([report.eventTime]));
    }),
    { numRuns: 15 },
  );
});

test('a simulated id is never one that a source reports, in whatever intervals the two are made', () => {
  fc.assert(
    fc.property(anyTime, fc.integer({ min: -900_000, max: 900_000 }), (nowMs, apartMs) => {
      const simulated = new Set(idsOf(simulateReport(realDay, nowMs)));

      expect(idsOf(decideReport(realDay, nowMs + apartMs)).filter((id) => simulated.has(id))).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('one interval gives the same events whenever in it they are made, and another gives others', () => {
  fc.assert(
    fc.property(anyTime, fc.nat(299_999), (timeMs, laterMs) => {
      const startMs = timeMs - (timeMs % 300_000);
      const report = simulateReport(realDay, startMs);

      expect(simulateReport(realDay, startMs + laterMs)).toEqual(report);
      expect(idsOf(simulateReport(realDay, startMs + 300_000))).not.toContain(idsOf(report)[0]);
    }),
    { numRuns: 10 },
  );
});

test('the recorded day has dispatch figures for each of its intervals', () => {
  const intervals = new Set(realDay.dispatch.map(({ event_time }) => intervalOfDay(Date.parse(event_time))));

  expect(intervals.size).toBe(288);
});
