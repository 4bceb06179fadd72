import { toXsdPattern } from '../../../../../functions/contracts/registry/xsd/to-xsd-pattern.ts';

test.each([
  ['^dispatch_[A-Z]+1_[a-z]+_\\d{12}$', 'dispatch_[A-Z]+1_[a-z]+_[0-9]{12}'],
  ['^(?:a|b)?[^\\d.]$', '(a|b)?[^0-9.]'],
  ['^\\$\\/\\.$', '$/\\.'],
])('writes %p as %p', (pattern, xsd) => {
  expect(toXsdPattern(pattern)).toBe(xsd);
});

test.each([
  ['one that matches a part of the text', 'abc'],
  ['one whose alternatives are anchored at one end each', '^a|b$'],
  ['a look-ahead', '^(?=a)a$'],
  ['a named group', '^(?<name>a)$'],
  ['a lazy count', '^a+?$'],
  ['a word boundary', '^a\\b$'],
  ['a back-reference', '^(a)\\1$'],
  ['an anchor within', '^(^a)$'],
  ['what XSD takes for a class taken away', '^[a-z-[aeiou]]$'],
  ['what is no pattern', '^[a$'],
])('refuses %s', (_what, pattern) => {
  expect(toXsdPattern(pattern)).toBeUndefined();
});
