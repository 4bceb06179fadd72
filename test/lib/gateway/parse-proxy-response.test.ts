import { readFile } from 'node:fs/promises';
import { parseProxyResponse } from '../../../lib/gateway/parse-proxy-response.ts';

const parse = (response: unknown, takesBinary = false) => parseProxyResponse(JSON.stringify(response), takesBinary);

test('the documented answer becomes the documented response', async () => {
  const file = new URL('../../fixtures/api-gateway/proxy-response.json', import.meta.url);
  const documented = JSON.parse(await readFile(file, 'utf8'));

  const response = parse(documented.function);

  expect(response).toEqual({
    kind: 'integration',
    statusCode: 200,
    headers: ['Content-Type', 'application/json', 'X-Custom-Header', 'My value', 'X-Custom-Header', 'My other value'],
    body: documented.function.body,
  });
});

test('a header in both places has its multiple values only, whatever its case', () => {
  const response = parse({
    statusCode: 200,
    headers: { 'test-multi': 'single', other: 1, flag: true },
    multiValueHeaders: { 'tesT-Multi': ['a', 'b'] },
  });

  expect(response).toMatchObject({ headers: ['other', '1', 'flag', 'true', 'tesT-Multi', 'a', 'tesT-Multi', 'b'] });
});

test('headers that speak of the connection are dropped or renamed', () => {
  const response = parse({
    statusCode: 401,
    headers: { 'Transfer-Encoding': 'chunked', 'Content-Length': 5, 'WWW-Authenticate': 'Bearer', Date: 'today' },
  });

  expect(response).toMatchObject({
    headers: [
      ...['x-amzn-Remapped-Content-Length', '5'],
      ...['x-amzn-Remapped-WWW-Authenticate', 'Bearer'],
      ...['x-amzn-Remapped-Date', 'today'],
    ],
  });
});

test('base64 is decoded where the API takes what the client accepts as binary, and only there', () => {
  const answer = { statusCode: 200, body: Buffer.from([0, 255]).toString('base64'), isBase64Encoded: true };

  expect(parse(answer, true)).toMatchObject({ body: Buffer.from([0, 255]) });
  expect(parse(answer, false)).toMatchObject({ body: 'AP8=' });
  expect(parse({ ...answer, isBase64Encoded: false }, true)).toMatchObject({ body: 'AP8=' });
});

test('a binary body that is not base64 is an error of the configuration', () => {
  expect(parse({ statusCode: 200, body: '{"a":1}', isBase64Encoded: true }, true)).toMatchObject({ statusCode: 500 });
});

test.each([
  [{ statusCode: 204 }, 204],
  [{ statusCode: '201', body: null, headers: null, multiValueHeaders: null }, 201],
])('%j is an answer', (answer, statusCode) => {
  expect(parse(answer)).toMatchObject({ kind: 'integration', statusCode, body: '' });
});

test.each([
  ['no object', 'just a string'],
  ['null', null],
  ['no status code', { body: 'hello' }],
  ['a status code that is no number', { statusCode: 'test' }],
  ['a status code out of range', { statusCode: 1000 }],
  ['an interim status code', { statusCode: 101 }],
  ['an object for a body', { statusCode: 200, body: { a: 1 } }],
  ['a number for a body', { statusCode: 200, body: 1 }],
  ['a key that does not belong', { statusCode: 200, wrongValue: 'value' }],
  ['a list for a header', { statusCode: 200, headers: { 'X-Tag': ['a'] } }],
  ['no list for a header of many values', { statusCode: 200, multiValueHeaders: { 'X-Tag': 'a' } }],
  ['a header with a line break', { statusCode: 200, headers: { 'X-Tag': 'a\r\nSet-Cookie: b=c' } }],
  ['a header name with a space', { statusCode: 200, headers: { 'X Tag': 'a' } }],
])('%s is malformed', (_, answer) => {
  expect(parse(answer)).toMatchObject({
    kind: 'gateway',
    statusCode: 502,
    body: '{"message": "Internal server error"}',
  });
});

test('what is malformed is told to the log, not to the client', () => {
  const response = parse({ statusCode: 200, body: { secret: 1 } });

  expect(response).toMatchObject({ reason: expect.stringContaining('body') });
  expect(response.body).not.toContain('body');
});

test('an answer that is no JSON is malformed', () => {
  expect(parseProxyResponse('<html>', false)).toMatchObject({ statusCode: 502 });
});
