import fc from 'fast-check';
import { parseTarget } from '../../../lib/gateway/parse-target.ts';

test.each([
  ['/v1/orders?limit=1&q=a?b', { path: '/v1/orders', queryString: 'limit=1&q=a?b' }],
  ['/v1/orders', { path: '/v1/orders', queryString: '' }],
  ['/v1/orders#part', { path: '/v1/orders', queryString: '' }],
  ['//v1/orders', { path: '/v1/orders', queryString: '' }],
  ['http://api.example:3000/v1/orders?a=1', { path: '/v1/orders', queryString: 'a=1' }],
  ['http://api.example:3000', { path: '/', queryString: '' }],
  ['/100%25/a%2Bb', { path: '/100%25/a%2Bb', queryString: '' }],
  ['/ok?broken=%zz', { path: '/ok', queryString: 'broken=%zz' }],
])('%s is taken apart', (target, expected) => {
  expect(parseTarget(target)).toEqual(expected);
});

test.each(['/100%', '/%zz', '/%C3%28', '*'])('%s is refused', (target) => {
  expect(parseTarget(target)).toBeUndefined();
});

test('a well-formed path and its query come through as they are', () => {
  const segments = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(segments, fc.webQueryParameters(), (parts, queryString) => {
      const path = `/${parts.map(encodeURIComponent).join('/')}`;

      expect(parseTarget(queryString === '' ? path : `${path}?${queryString}`)).toEqual({ path, queryString });
    }),
  );
});
