import fc from 'fast-check';
import { toEventQuery } from '../../../lib/gateway/to-event-query.ts';

test('values are decoded, a plus is a space, and a name without a value has an empty one', () => {
  const { queryStringParameters } = toEventQuery('email=test%2Balias@gmail.com&plus=test+alias&url=https://a.b/&flag');

  expect(queryStringParameters).toEqual({
    email: 'test+alias@gmail.com',
    plus: 'test alias',
    url: 'https://a.b/',
    flag: '',
  });
});

test('of a repeated name the last value counts as the single one', () => {
  const query = toEventQuery('price=10&category=books&price=20&price=30');

  expect(query.queryStringParameters).toEqual({ price: '30', category: 'books' });
  expect(query.multiValueQueryStringParameters).toEqual({ price: ['10', '20', '30'], category: ['books'] });
});

test('no query string is null, not empty', () => {
  expect(toEventQuery('')).toEqual({ queryStringParameters: null, multiValueQueryStringParameters: null });
});

test('whatever a client encodes arrives as it meant it', () => {
  const pairs = fc.array(fc.tuple(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
    minLength: 1,
  });
  fc.assert(
    fc.property(pairs, (sent) => {
      const { multiValueQueryStringParameters } = toEventQuery(new URLSearchParams(sent).toString());

      for (const [name] of sent.filter(([each]) => each !== '__proto__')) {
        expect(multiValueQueryStringParameters?.[name]).toEqual(
          sent.filter(([each]) => each === name).map(([, value]) => value),
        );
      }
    }),
  );
});
