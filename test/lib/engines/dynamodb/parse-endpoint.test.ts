import { parseEndpoint } from '../../../../lib/engines/dynamodb/parse-endpoint.ts';

test('takes a URL with a port, or the default port of its protocol', () => {
  expect(parseEndpoint('http://localhost:8000')).toEqual({
    host: 'localhost',
    port: 8000,
    address: 'http://localhost:8000',
  });
  expect(parseEndpoint('https://dynamodb.example')).toMatchObject({ host: 'dynamodb.example', port: 443 });
});

test.each(['localhost:8000', 'ftp://localhost', ''])('refuses %j and names the variable', (text) => {
  expect(() => parseEndpoint(text)).toThrow(/DYNAMODB_ENDPOINT is .*http:\/\/localhost:8000/);
});
