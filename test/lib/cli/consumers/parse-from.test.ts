import { parseFrom } from '../../../../lib/cli/consumers/parse-from.ts';

const nowMs = Date.parse('2023-01-18T12:00:00Z');

test.each([
  [{ beginning: true }, 'beginning'],
  [{ from: '15m' }, '2023-01-18T11:45:00.000Z'],
  [{ from: '2h' }, '2023-01-18T10:00:00.000Z'],
  [{ from: '1d' }, '2023-01-17T12:00:00.000Z'],
  [{ from: '2023-01-18T00:05:00+10:00' }, '2023-01-17T14:05:00.000Z'],
])('%j begins at %s', (options, from) => {
  expect(parseFrom(options, nowMs)).toBe(from);
});

test.each([{}, { from: 'yesterday' }, { from: '15' }, { from: '15m', beginning: true }])('%j is refused', (options) => {
  expect(() => parseFrom(options, nowMs)).toThrow(/one place/);
});
