import fc from 'fast-check';
import { toEventHeaders } from '../../../lib/gateway/to-event-headers.ts';

const own = {
  'X-Amzn-Trace-Id': 'Root=1-5e66d96f-7491f09f0e5c79d18acf3d05',
  'X-Forwarded-For': '127.0.0.1',
  'X-Forwarded-Port': '3000',
  'X-Forwarded-Proto': 'http',
};

test('names stay as the client wrote them, except those that API Gateway spells its own way', () => {
  const { headers } = toEventHeaders(['tEsT-HEADeR', 'aValUE', 'authorization', 'Bearer t', 'user-agent', 'curl'], own);

  expect(headers).toEqual({ 'tEsT-HEADeR': 'aValUE', Authorization: 'Bearer t', 'User-Agent': 'curl', ...own });
});

test('a repeated header has all its values in one place and its last in the other', () => {
  const { headers, multiValueHeaders } = toEventHeaders(['X-Tag', 'a', 'x-tag', 'b', 'X-Tag', 'c,d'], own);

  expect(headers['X-Tag']).toBe('c,d');
  expect(multiValueHeaders['X-Tag']).toEqual(['a', 'b', 'c,d']);
  expect(headers).not.toHaveProperty('x-tag');
});

test('headers of the connection, and those that Connection names, stay behind', () => {
  const { headers, multiValueHeaders } = toEventHeaders(
    [
      'X-Hop',
      '1',
      'Connection',
      'close, X-Hop',
      'Keep-Alive',
      'timeout=5',
      'Transfer-Encoding',
      'chunked',
      'TE',
      'trailers',
    ],
    own,
  );

  expect(headers).toEqual(own);
  expect(Object.keys(multiValueHeaders)).toEqual(Object.keys(own));
});

test('a client cannot speak in the name of the gateway', () => {
  const { multiValueHeaders } = toEventHeaders(['x-forwarded-for', '10.9.8.7', 'X-FORWARDED-PROTO', 'https'], own);

  expect(multiValueHeaders['X-Forwarded-For']).toEqual(['127.0.0.1']);
  expect(multiValueHeaders['X-Forwarded-Proto']).toEqual(['http']);
});

test('every value that is not of the connection arrives once, in order', () => {
  const name = fc.constantFrom('X-One', 'x-one', 'X-Two', 'accept');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), (sent) => {
      const { multiValueHeaders } = toEventHeaders(sent.flat(), own);

      for (const lower of ['x-one', 'x-two', 'accept']) {
        const values = sent.filter(([each]) => each.toLowerCase() === lower).map(([, value]) => value);
        const arrived = Object.entries(multiValueHeaders).filter(([each]) => each.toLowerCase() === lower);
        expect(arrived.map(([, each]) => each)).toEqual(values.length === 0 ? [] : [values]);
      }
    }),
  );
});
