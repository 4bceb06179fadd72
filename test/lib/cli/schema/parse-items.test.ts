import { parseItems } from '../../../../lib/cli/schema/parse-items.ts';

test.each([
  ['one object', '{"a":1}', [{ a: 1 }]],
  ['an array', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['an object over several lines', '{\n  "a": 1\n}\n', [{ a: 1 }]],
  ['one object on each line', '{"a":1}\n\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
])('reads %s', (_what, text, values) => {
  expect(parseItems(text, 'file')).toEqual(values.map((value) => ({ kind: 'value', value })));
});

test('a line that is not JSON is an item by itself, and the others are read', () => {
  expect(parseItems('{"a":1}\n{"a":\n{"a":3}\n', 'file')).toEqual([
    { kind: 'value', value: { a: 1 } },
    { kind: 'unreadable', message: expect.stringContaining('JSON') },
    { kind: 'value', value: { a: 3 } },
  ]);
});

test.each([
  ['nothing', '', 'file has no event.'],
  ['an empty array', '[]', 'file has no event.'],
  ['what is not JSON', 'region,mw\nNSW1,5', /^file is not JSON: /],
  ['an object that is cut off', '{\n  "a": 1', /^file is not JSON: /],
])('refuses %s', (_what, text, message) => {
  expect(() => parseItems(text, 'file')).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
});
