import { Template } from 'aws-cdk-lib/assertions';
import { onlyProperties, stackFixture, topicFixture } from './stack-fixture.ts';

test("is replicated three times, kept as long as said, and stamped by the broker's clock", () => {
  const stack = stackFixture();

  topicFixture(stack, 'orders', { partitions: 6, retentionDays: 2 });

  const { Configs, ...properties } = onlyProperties(stack, 'AWS::MSK::Topic');
  expect(properties).toEqual({
    ClusterArn: 'arn:aws:kafka:eu-west-1:111122223333:cluster/shop/1',
    TopicName: 'orders',
    PartitionCount: 6,
    ReplicationFactor: 3,
  });
  expect(Buffer.from(String(Configs), 'base64').toString().split('\n')).toEqual([
    'retention.ms=172800000',
    'message.timestamp.type=LogAppendTime',
  ]);
});

test.each([
  [true, 'Retain'],
  [false, 'Delete'],
])('with keepsRecords %s the stack leaves it by %s', (keepsRecords, policy) => {
  const stack = stackFixture();

  topicFixture(stack, 'orders', { keepsRecords });

  Template.fromStack(stack).hasResource('AWS::MSK::Topic', { DeletionPolicy: policy, UpdateReplacePolicy: policy });
});

test.each([
  ['TopicName', 'a space', { topicName: 'new orders' }],
  ['TopicName', '250 characters', { topicName: 't'.repeat(250) }],
  ['TopicName', 'a dot alone', { topicName: '.' }],
  ['PartitionCount', 'no partition', { partitions: 0 }],
  ['Configs', 'no retention', { retentionDays: 0 }],
])(
  'refuses a %s with %s',
  (field, _, {
    topicName = 'orders',
    ...props
  }: { topicName?: string; partitions?: number; retentionDays?: number }) => {
    const refused = () => topicFixture(stackFixture(), topicName, props);

    expect(refused).toThrow(expect.objectContaining({ code: 'PROPERTY_REFUSED', field }));
  },
);
