import fc from 'fast-check';
import { readingId, type WeatherReading } from '../../../../functions/contracts/grid/weather-reading.ts';
import { decideAnswer } from '../../../../functions/grid/cutover/decide-answer.ts';

const reading = (minute: number, temperature_celsius = 20): WeatherReading => ({
  region_id: 'NSW1',
  temperature_celsius,
  observed_at: 1_673_964_000 + minute * 60,
});

test('each reading comes from the chosen output, and from the other where that one lacks it', () => {
  const stored = { old: [reading(1, 10), reading(2, 10)], new: [reading(2, 11), reading(3, 11)] };

  const old = decideAnswer({ mode: 'dual', percent: 0 }, stored, 50);
  const fresh = decideAnswer({ mode: 'dual', percent: 100 }, stored, 50);

  expect(old).toEqual({
    readings: [reading(3, 11), reading(2, 10), reading(1, 10)],
    served: { old: 2, new: 1 },
    mismatches: 1,
  });
  expect(fresh).toEqual({
    readings: [reading(3, 11), reading(2, 11), reading(1, 10)],
    served: { old: 1, new: 2 },
    mismatches: 1,
  });
});

test('whatever the outputs hold, nothing is missing and nothing there twice', () => {
  const minutes = fc.uniqueArray(fc.nat(30));
  fc.assert(
    fc.property(minutes, minutes, fc.integer({ min: 0, max: 100 }), (old, fresh, percent) => {
      const stored = { old: old.map((each) => reading(each)), new: fresh.map((each) => reading(each)) };

      const { readings, served } = decideAnswer({ mode: 'dual', percent }, stored, 100);

      const ids = readings.map(readingId);
      expect(new Set(ids)).toEqual(new Set([...stored.old, ...stored.new].map(readingId)));
      expect(ids).toHaveLength(new Set(ids).size);
      expect(served.old + served.new).toBe(ids.length);
    }),
  );
});
