import { kafkaArn, synthesise } from './application-fixture.ts';

const application = synthesise();
const configTable = {
  'Fn::GetAtt': [application.logicalIdAt('SluicePlatform/sluice-config/Table/Resource'), 'Arn'],
};
const lambdaArn = (rest: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:${rest}`,
});
const networkInterfaces = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'];
const sourceTopics = ['market.dispatch', 'orders', 'weather.observations'].map((topic) => kafkaArn('topic', topic));
const groups = ['grid-*', 'order-processors'].map((group) => kafkaArn('group', group));

/** What a function may do beyond writing its log: action, resource, and the condition where there is one. */
const rightsOf = (name: string) =>
  application
    .resourceAt(`SluicePlatform/${name}/Role/DefaultPolicy/Resource`)
    .Properties['PolicyDocument'].Statement.slice(1)
    .map(({ Action, Resource, Condition }: Record<string, unknown>) =>
      Condition === undefined ? [Action, Resource] : [Action, Resource, Condition],
    );

test('listing may list event sources and read keys and delays, nothing else', () => {
  expect(rightsOf('platform-list-consumers')).toEqual([
    ['lambda:ListEventSourceMappings', '*'],
    ['dynamodb:GetItem', configTable],
  ]);
});

test('a change may update the event sources of consumers, and write delays, nothing else', () => {
  expect(rightsOf('platform-change-consumer')).toEqual([
    ['lambda:ListEventSourceMappings', '*'],
    [
      'lambda:UpdateEventSourceMapping',
      lambdaArn('event-source-mapping:*'),
      { ArnLike: { 'lambda:FunctionArn': lambdaArn('function:grid-*') } },
    ],
    [
      'lambda:UpdateEventSourceMapping',
      lambdaArn('event-source-mapping:*'),
      { ArnLike: { 'lambda:FunctionArn': lambdaArn('function:orders-process') } },
    ],
    ['dynamodb:GetItem', configTable],
    ['dynamodb:PutItem', configTable, { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'consumer' } }],
  ]);
});

test('showing lag may describe groups and topics and reads no record', () => {
  expect(rightsOf('platform-list-consumer-groups')).toEqual([
    [networkInterfaces, '*'],
    ['dynamodb:GetItem', configTable],
    [['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'], kafkaArn('cluster')],
    ['kafka-cluster:DescribeTopic', sourceTopics],
    ['kafka-cluster:DescribeGroup', groups],
  ]);
});

test("a replay may commit for the consumers' groups and no other", () => {
  expect(rightsOf('platform-replay-consumer')).toEqual([
    [networkInterfaces, '*'],
    ['dynamodb:GetItem', configTable],
    [['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'], kafkaArn('cluster')],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], sourceTopics],
    [['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], groups],
  ]);
});

test('a redrive may read letters, append to the topics they come from, and remember what it sent', () => {
  const topics = ['market.dispatch', 'orders', 'weather.observations', 'weather.readings'];
  const letters = topics.map((topic) => kafkaArn('topic', `dlq.${topic}`));

  expect(rightsOf('platform-redrive-dead-letters')).toEqual([
    [networkInterfaces, '*'],
    [['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'], kafkaArn('cluster')],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], letters],
    [['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], kafkaArn('group', 'sluice-dead-letters.*')],
    ['dynamodb:GetItem', configTable],
    [
      ['dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:Query'],
      configTable,
      { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'redrive' } },
    ],
    [
      ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      kafkaArn('cluster'),
    ],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], topics.map((topic) => kafkaArn('topic', topic))],
  ]);
});

test("what asks Lambda is outside the network, for there is no way to Lambda's API from within", () => {
  const isInNetwork = (name: string) =>
    application.resourceAt(`SluicePlatform/${name}/Resource`).Properties['VpcConfig'] !== undefined;

  expect(['platform-list-consumers', 'platform-change-consumer'].map(isInNetwork)).toEqual([false, false]);
  expect(['platform-list-consumer-groups', 'platform-replay-consumer'].map(isInNetwork)).toEqual([true, true]);
});
