import { parseBootstrapServers } from '../../../../lib/engines/kafka/parse-bootstrap-servers.ts';

test('takes one broker or several', () => {
  expect(parseBootstrapServers('localhost:9092')).toEqual({ host: 'localhost', port: 9092, address: 'localhost:9092' });
  expect(parseBootstrapServers('b-1.example:9092, b-2.example:9094')).toEqual({
    host: 'b-1.example',
    port: 9092,
    address: 'b-1.example:9092,b-2.example:9094',
  });
});

test.each(['localhost', ':9092', 'localhost:port', 'a:9092,,b:9092'])('refuses %j and names the variable', (text) => {
  expect(() => parseBootstrapServers(text)).toThrow(/KAFKA_BOOTSTRAP_SERVERS is .*localhost:9092/);
});
