import { isKafkaMapping } from '../../../../lib/targets/lambda-api/is-kafka-mapping.ts';

const clusterArn = 'arn:aws:kafka:us-east-1:000000000000:cluster/platform/1';

test.each([
  ['a cluster', { Topics: ['orders'], EventSourceArn: clusterArn }],
  ['a consumer group of MSK', { Topics: ['orders'], AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'g' } }],
  ['brokers of its own', { Topics: ['orders'], SelfManagedEventSource: { Endpoints: {} } }],
])('one that names %s is of Kafka', (_what, fields) => {
  expect(isKafkaMapping({ FunctionName: 'echo', ...fields })).toBe(true);
});

test.each([
  ['a queue of SQS', { EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:kafka' }],
  ['a queue of MQ', { EventSourceArn: 'arn:aws:mq:us-east-1:000000000000:broker:b:1', Queues: ['orders'] }],
  ['nothing', {}],
])('one that names %s is not', (_what, fields) => {
  expect(isKafkaMapping({ FunctionName: 'echo', ...fields })).toBe(false);
});
