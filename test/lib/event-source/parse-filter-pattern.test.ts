import { InvalidEventSourceError } from '../../../lib/event-source/event-source-errors.ts';
import { parseFilterPattern, passesFilters } from '../../../lib/event-source/parse-filter-pattern.ts';

const passes = (pattern: unknown, value: unknown): boolean =>
  parseFilterPattern(JSON.stringify(pattern))(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));

/** The rules of the Lambda guide ("Filter rule syntax"), each with a document that passes and one that does not. */
test.each([
  ['null', { UserID: [null] }, { UserID: null }, { UserID: 'a' }],
  ['empty', { LastName: [''] }, { LastName: '' }, { LastName: 'a' }],
  ['equals', { Name: ['Alice'] }, { Name: 'Alice' }, { Name: 'alice' }],
  ['equals, a number', { Price: [100] }, { Price: 100 }, { Price: '100' }],
  ['equals, a boolean', { Paid: [true] }, { Paid: true }, { Paid: false }],
  ['equals (ignore case)', { Name: [{ 'equals-ignore-case': 'alice' }] }, { Name: 'ALICE' }, { Name: 'Bob' }],
  [
    'and',
    { Location: ['New York'], Day: ['Monday'] },
    { Location: 'New York', Day: 'Monday' },
    { Location: 'New York' },
  ],
  ['or', { PaymentType: ['Credit', 'Debit'] }, { PaymentType: 'Debit' }, { PaymentType: 'Cash' }],
  [
    'or (multiple fields)',
    { $or: [{ Location: ['New York'] }, { Day: ['Monday'] }] },
    { Day: 'Monday' },
    { Day: 'Friday' },
  ],
  ['not', { Weather: [{ 'anything-but': ['Raining'] }] }, { Weather: 'Sunny' }, { Weather: 'Raining' }],
  ['not, a field that is missing', { Weather: [{ 'anything-but': ['Raining'] }] }, { Weather: 'Sunny' }, { Other: 1 }],
  ['not, one value', { Weather: [{ 'anything-but': 'Raining' }] }, { Weather: 'Sunny' }, { Weather: 'Raining' }],
  ['not, numbers', { Code: [{ 'anything-but': [1, 2] }] }, { Code: 3 }, { Code: 2 }],
  ['not, a prefix', { Name: [{ 'anything-but': { prefix: 'test' } }] }, { Name: 'a' }, { Name: 'test-1' }],
  ['not, prefixes', { Name: [{ 'anything-but': { prefix: ['a', 'b'] } }] }, { Name: 'c' }, { Name: 'bc' }],
  ['not, a suffix', { Name: [{ 'anything-but': { suffix: '.txt' } }] }, { Name: 'a.png' }, { Name: 'a.txt' }],
  [
    'not, ignoring case',
    { Name: [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }] },
    { Name: 'c' },
    { Name: 'B' },
  ],
  ['not, a wildcard', { Name: [{ 'anything-but': { wildcard: '*/lib/*' } }] }, { Name: 'a/b' }, { Name: 'a/lib/b' }],
  ['numeric (equals)', { Price: [{ numeric: ['=', 100] }] }, { Price: 100.0 }, { Price: 101 }],
  ['numeric (range)', { Price: [{ numeric: ['>', 10, '<=', 20] }] }, { Price: 20 }, { Price: 10 }],
  ['numeric, text is no number', { Price: [{ numeric: ['>', 1] }] }, { Price: 2 }, { Price: '2' }],
  ['exists', { ProductName: [{ exists: true }] }, { ProductName: null }, { Other: 1 }],
  ['does not exist', { ProductName: [{ exists: false }] }, { Other: 1 }, { ProductName: 'a' }],
  ['begins with', { Region: [{ prefix: 'us-' }] }, { Region: 'us-east-1' }, { Region: 'eu-west-1' }],
  [
    'begins with, ignoring case',
    { Region: [{ prefix: { 'equals-ignore-case': 'US-' } }] },
    { Region: 'us-1' },
    { Region: 'eu' },
  ],
  ['ends with', { FileName: [{ suffix: '.png' }] }, { FileName: 'a.png' }, { FileName: 'a.jpg' }],
  ['wildcard', { Path: [{ wildcard: 'dir/*.t?t*' }] }, { Path: 'dir/a.t?t' }, { Path: 'dir/a.txt' }],
  ['wildcard, an escaped star', { Path: [{ wildcard: 'a\\*b' }] }, { Path: 'a*b' }, { Path: 'axb' }],
  ['nested', { order: { item: { sku: ['x'] } } }, { order: { item: { sku: 'x' } } }, { order: { item: 'x' } }],
  ['nested, the absence of a parent', { a: { b: [{ exists: false }] } }, { c: 1 }, { a: { b: 1 } }],
  ['a list in the document', { tags: ['a'] }, { tags: ['b', 'a'] }, { tags: ['b'] }],
  [
    'a list of objects',
    { lines: { sku: ['x'], n: [1] } },
    {
      lines: [
        { sku: 'y', n: 1 },
        { sku: 'x', n: 1 },
      ],
    },
    {
      lines: [
        { sku: 'x', n: 2 },
        { sku: 'y', n: 1 },
      ],
    },
  ],
  ['nested or', { a: { $or: [{ b: [1] }, { c: [2] }] } }, { a: { c: 2 } }, { a: { b: 2 } }],
])('%s', (_rule, pattern, match, miss) => {
  expect([passes({ value: pattern }, match), passes({ value: pattern }, miss)]).toEqual([true, false]);
});

test.each([
  ['equals', ['string 1', 'string 2'], 'string 2', 'string 3'],
  ['begins with', [{ prefix: 'ERROR' }], 'ERROR: a', 'INFO: a'],
  ['not', [{ 'anything-but': ['heartbeat'] }], 'a', 'heartbeat'],
])('plain strings: %s', (_rule, pattern, match, miss) => {
  expect([passes({ value: pattern }, match), passes({ value: pattern }, miss)]).toEqual([true, false]);
});

test('a value of another form than the pattern passes, and so does a tombstone', () => {
  expect(passes({ value: { a: [1] } }, 'plain')).toBe(true);
  expect(passes({ value: ['plain'] }, { a: 1 })).toBe(true);
  expect(parseFilterPattern('{"value":{"a":[1]}}')(null)).toBe(true);
});

test('one of several filters is enough, and no filter lets everything pass', () => {
  const filters = ['{"value":{"a":[1]}}', '{"value":{"a":[2]}}'].map(parseFilterPattern);
  const passing = [1, 2, 3].map((a) => passesFilters(filters, Buffer.from(JSON.stringify({ a }))));

  expect(passing).toEqual([true, true, false]);
  expect(passesFilters([], Buffer.from('x'))).toBe(true);
});

test.each([
  ['no JSON', 'value = 1'],
  ['no object', '[1]'],
  ['an empty object', '{}'],
  ['a key', '{"key":["a"]}'],
  ['headers', '{"headers":{"a":["b"]}}'],
  ['a scalar instead of a list', '{"value":{"a":1}}'],
  ['an empty list', '{"value":{"a":[]}}'],
  ['an unknown operator', '{"value":{"a":[{"regex":"a"}]}}'],
  ['two operators in one rule', '{"value":{"a":[{"prefix":"a","suffix":"b"}]}}'],
  ['half a range', '{"value":{"a":[{"numeric":[">"]}]}}'],
  ['a range in the wrong order', '{"value":{"a":[{"numeric":["<",1,">",2]}]}}'],
  ['an $or that is no list', '{"value":{"$or":{"a":[1]}}}'],
  ['two stars', '{"value":{"a":[{"wildcard":"a**"}]}}'],
])('%s is refused', (_title, pattern) => {
  expect(() => parseFilterPattern(pattern)).toThrow(InvalidEventSourceError);
});
