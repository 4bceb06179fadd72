import { parseEndpoint } from '../../../lib/engines/parse-endpoint.ts';

test('takes a URL with a port, or the default port of its protocol', () => {
  expect(parseEndpoint('dynamodb', 'http://localhost:8000')).toEqual({
    host: 'localhost',
    port: 8000,
    address: 'http://localhost:8000',
  });
  expect(parseEndpoint('dynamodb', 'https://dynamodb.example')).toMatchObject({ host: 'dynamodb.example', port: 443 });
});

test('a last slash does not make another address, a path does', () => {
  expect(parseEndpoint('localstack', 'http://localhost:4566/').address).toBe('http://localhost:4566');
  expect(parseEndpoint('dynamodb', 'http://localhost/dynamodb').address).toBe('http://localhost/dynamodb');
});

test.each(['localhost:8000', 'ftp://localhost', ''])('refuses %j and names the variable', (text) => {
  expect(() => parseEndpoint('dynamodb', text)).toThrow(/DYNAMODB_ENDPOINT is .*http:\/\/localhost:8000/);
  expect(() => parseEndpoint('localstack', text)).toThrow(/LOCALSTACK_URL is .*http:\/\/localhost:4566/);
});
