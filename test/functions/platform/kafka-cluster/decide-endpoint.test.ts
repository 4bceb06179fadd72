import { decideEndpoint } from '../../../../functions/platform/kafka-cluster/decide-endpoint.ts';

test('prefers the IAM listener', () => {
  expect(
    decideEndpoint({ BootstrapBrokerStringSaslIam: 'b-1:9098,b-2:9098', BootstrapBrokerString: 'b-1:9092' }),
  ).toEqual({
    BootstrapServers: 'b-1:9098,b-2:9098',
    SecurityProtocol: 'SASL_IAM',
  });
});

test('takes the plain listener where there is no other, and refuses a cluster without either', () => {
  expect(decideEndpoint({ BootstrapBrokerString: 'localhost:9092' })).toEqual({
    BootstrapServers: 'localhost:9092',
    SecurityProtocol: 'PLAINTEXT',
  });
  expect(() => decideEndpoint({})).toThrow('neither an IAM nor a plain-text listener');
});
