import { isBinary } from '../../../lib/gateway/is-binary.ts';

test.each([
  ['image/png', ['image/png'], true],
  ['IMAGE/PNG; q=0.8', ['image/png'], true],
  ['image/png', ['image/*'], true],
  ['imagery/png', ['image/*'], false],
  ['text/plain', ['*/*'], true],
  ['image/webp,image/png', ['image/png'], false],
  ['image/webp,image/png', ['image/webp'], true],
  [undefined, ['*/*'], true],
  [undefined, ['image/png'], false],
  [undefined, ['application/json'], true],
  ['image/png', [], false],
] as const)('%s is binary to an API with %j: %s', (header, types, expected) => {
  expect(isBinary(header, types)).toBe(expected);
});
