import fc from 'fast-check';
import { openContainerLog } from '../../../../lib/targets/localstack/open-container-log.ts';

const startMs = Date.parse('2026-01-01T00:00:00.000Z');

test('lines belong to the invocation of their stream, and carry the time of their event', () => {
  const log = openContainerLog('greet', startMs);
  const line = (eventId: string, logStreamName: string, message: string) => ({
    eventId,
    logStreamName,
    timestamp: startMs + 1500,
    message: `${message}\n`,
  });

  const entries = log.add([
    line('1', 'a', 'at cold start'),
    line('2', 'a', 'START RequestId: r-a Version: $LATEST'),
    line('3', 'b', 'START RequestId: r-b Version: $LATEST'),
    line('4', 'a', 'of a'),
    line('5', 'b', '{"level":"WARN","message":"of b"}'),
    line('6', 'a', 'REPORT RequestId: r-a\tDuration: 1 ms'),
    line('7', 'a', 'between'),
  ]);

  const timestamp = '2026-01-01T00:00:01.500Z';
  expect(entries.map(({ requestId }) => requestId)).toEqual([undefined, 'r-a', 'r-b', 'r-a', 'r-b', 'r-a', undefined]);
  expect(entries[3]).toEqual({ timestamp, function: 'greet', requestId: 'r-a', level: 'INFO', message: 'of a' });
  expect(entries[4]).toEqual({ timestamp, function: 'greet', requestId: 'r-b', level: 'WARN', message: 'of b' });
});

test('an invocation whose lines come in two pieces keeps its request', () => {
  const log = openContainerLog('greet', startMs);

  log.add([{ eventId: '1', logStreamName: 'a', timestamp: startMs, message: 'START RequestId: r-a Version: 1' }]);
  const [entry] = log.add([{ eventId: '2', logStreamName: 'a', timestamp: startMs, message: 'later' }]);

  expect(entry).toMatchObject({ requestId: 'r-a', message: 'later' });
});

test('what was written before the start is of no interest', () => {
  const log = openContainerLog('greet', startMs);

  expect(log.add([{ eventId: '1', logStreamName: 'a', timestamp: startMs - 1, message: 'old' }])).toEqual([]);
  expect(log.sinceMs()).toBe(startMs);
});

test('each event is given once and in the order of its stream, however the pieces overlap', () => {
  const arrivals = fc.array(
    fc.record({
      stream: fc.constantFrom('a', 'b', 'c'),
      afterMs: fc.nat(2_000),
      late: fc.nat(8_000),
      poll: fc.boolean(),
    }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(arrivals, (list) => {
      const log = openContainerLog('greet', startMs);
      const written: { eventId: string; logStreamName: string; timestamp: number; message: string }[] = [];
      const given: string[] = [];
      const newest = new Map<string, number>();
      let nowMs = startMs + 10_000;
      const read = () => {
        const visible = written.filter(({ timestamp }) => timestamp >= log.sinceMs());
        given.push(
          ...log.add(visible.toSorted((a, b) => a.timestamp - b.timestamp)).map(({ message }) => String(message)),
        );
      };

      list.forEach(({ stream, afterMs, late, poll }, index) => {
        nowMs += afterMs;
        const timestamp = Math.max(newest.get(stream) ?? 0, nowMs - late);
        newest.set(stream, timestamp);
        written.push({ eventId: String(index), logStreamName: stream, timestamp, message: `${stream} ${index}` });
        if (poll) read();
      });
      read();

      for (const stream of ['a', 'b', 'c']) {
        expect(given.filter((message) => message.startsWith(stream))).toEqual(
          written.filter(({ logStreamName }) => logStreamName === stream).map(({ message }) => message),
        );
      }
    }),
  );
});
