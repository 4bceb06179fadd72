import { Metrics } from '@aws-lambda-powertools/metrics';
import { jest } from '@jest/globals';
import { recordHops } from '../../../../functions/kit/kafka/record-hops.ts';

const linesOf = (write: (metrics: Metrics) => void): Record<string, number[]>[] => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  // In development mode the library writes to the console that a test can watch, but only when told to write at all.
  Object.assign(process.env, { POWERTOOLS_DEV: 'true', POWERTOOLS_METRICS_DISABLED: 'false' });
  const metrics = new Metrics({ namespace: 'Sluice' });
  write(metrics);
  metrics.publishStoredMetrics();
  const lines = log.mock.calls.map(([line]) => JSON.parse(String(line)));
  log.mockRestore();
  return lines;
};

const record = (n: number) => ({
  createdMs: 1_000.25,
  capturedMs: 1_002.5,
  appendedMs: 1_010,
  startedMs: 1_012.125,
  decidedMs: 1_013,
  storedMs: 1_020 + n,
});

test('tells the exact latency of each hop and of the whole way', () => {
  const [line] = linesOf((metrics) => recordHops(metrics, [record(0)]));

  expect(line).toMatchObject({
    HopT0T1: 2.25,
    HopT1T2: 7.5,
    HopT2T3: 2.125,
    HopT3T4: 0.875,
    HopT4T5: 7,
    HopT0T5: 19.75,
  });
});

test('keeps the values of more records than a line can hold, each record in one line', () => {
  const lines = linesOf((metrics) =>
    recordHops(
      metrics,
      Array.from({ length: 200 }, (_, n) => record(n)),
    ),
  );

  expect(lines.map((line) => line['HopT0T5']?.length)).toEqual([90, 90, 20]);
  expect(lines.map((line) => line['HopT0T1']?.length)).toEqual([90, 90, 20]);
  expect(lines.flatMap((line) => line['HopT4T5'])).toEqual(Array.from({ length: 200 }, (_, n) => 7 + n));
});

test('a record of another producer has the hops from the broker on', () => {
  const { createdMs: _created, capturedMs: _captured, ...foreign } = record(0);

  const [line] = linesOf((metrics) => recordHops(metrics, [foreign]));

  expect(line).not.toHaveProperty('HopT0T5');
  expect(line).toMatchObject({ HopT2T3: 2.125, HopT4T5: 7 });
});
