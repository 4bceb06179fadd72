import { applicationFixture, imported, kafkaArn, synthesise } from './application-fixture.ts';

const orders = synthesise();

const configTable = imported('sluiceconfigTable\\w+Arn');
const limitsTable = imported('sluicelimitsTable\\w+Arn');
const networkInterfaces = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'];
const connectToDatabase = [
  'rds-db:connect',
  {
    'Fn::Join': [
      '',
      [
        'arn:',
        { Ref: 'AWS::Partition' },
        ':rds-db:',
        { Ref: 'AWS::Region' },
        ':',
        { Ref: 'AWS::AccountId' },
        ':dbuser:',
        imported('DBClusterResourceId', 'SluiceDatabase'),
        '/sluice',
      ],
    ],
  },
];
const rightsOf = (name: string) => orders.statementsOf(`SluiceOrders/${name}`).slice(1);
const conditionsOf = (name: string) =>
  orders
    .resourceAt(`SluiceOrders/${name}/Role/DefaultPolicy/Resource`)
    .Properties['PolicyDocument'].Statement.filter(
      ({ Action }: { Action: unknown }) => Action === 'dynamodb:UpdateItem',
    )
    .map(({ Condition }: { Condition?: unknown }) => Condition);
const settingsOnly = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'orders' } };

test.each([
  ['orders', 3],
  ['order-results', 3],
  ['dlq.orders', 1],
])("has the topic %s with %d partitions, seven days and the broker's clock", (name, partitions) => {
  const { Properties } = orders.resourceAt(`SluiceOrders/${name}/Resource`);

  expect(Properties).toMatchObject({ TopicName: name, PartitionCount: partitions, ReplicationFactor: 3 });
  expect(Buffer.from(Properties['Configs'], 'base64').toString().split('\n').toSorted()).toEqual([
    'message.timestamp.type=LogAppendTime',
    'retention.ms=604800000',
  ]);
});

test.each(['orders-accept', 'orders-accept-batch', 'orders-duplicate'])(
  '%s may read keys, count, spend a crash, and append in transactions of its own, nothing else',
  (name) => {
    expect(rightsOf(name)).toEqual([
      [networkInterfaces, '*'],
      ['dynamodb:GetItem', configTable],
      ['dynamodb:UpdateItem', limitsTable],
      ['dynamodb:UpdateItem', configTable],
      [
        ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
        kafkaArn('cluster'),
      ],
      [['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], kafkaArn('topic', 'orders')],
      [
        ['kafka-cluster:AlterTransactionalId', 'kafka-cluster:DescribeTransactionalId'],
        kafkaArn('transactional-id', 'orders-*'),
      ],
    ]);
    expect(conditionsOf(name)).toEqual([undefined, settingsOnly]);
  },
);

test('orders-process may connect to the database as its user, read orders, and append results, nothing else', () => {
  expect(rightsOf('orders-process')).toEqual([
    [[...networkInterfaces, 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'], '*'],
    connectToDatabase,
    ['dynamodb:GetItem', configTable],
    ['dynamodb:UpdateItem', configTable],
    [
      ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      kafkaArn('cluster'),
    ],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], kafkaArn('topic', 'order-results')],
    [['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'], kafkaArn('cluster')],
    [['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'], kafkaArn('cluster')],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'], kafkaArn('topic', 'orders')],
    [['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'], kafkaArn('group', 'order-processors')],
    [
      ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData', 'kafka-cluster:WriteData'],
      kafkaArn('topic', 'dlq.orders'),
    ],
  ]);
  expect(conditionsOf('orders-process')).toEqual([settingsOnly]);
});

test.each(['orders-list', 'orders-show', 'orders-stats', 'orders-reset'])(
  '%s may read keys and connect to the database as its user, nothing else',
  (name) => {
    expect(rightsOf(name)).toEqual([[networkInterfaces, '*'], connectToDatabase, ['dynamodb:GetItem', configTable]]);
  },
);

test('orders-config may change the settings, orders-semantics only read keys', () => {
  expect(rightsOf('orders-config')).toEqual([
    ['dynamodb:GetItem', configTable],
    ['dynamodb:UpdateItem', configTable],
  ]);
  expect(conditionsOf('orders-config')).toEqual([settingsOnly]);
  expect(rightsOf('orders-semantics')).toEqual([['dynamodb:GetItem', configTable]]);
});

test('how the database is reached comes from its migration, so that nobody comes before the tables are there', () => {
  const attribute = (name: string) => imported(`MigrationInvocation\\w+${name}`, 'SluiceDatabase');

  expect(orders.variablesOf('SluiceOrders/orders-process')).toMatchObject({
    DATABASE_HOST: attribute('Host'),
    DATABASE_PORT: attribute('Port'),
    DATABASE_NAME: attribute('Name'),
    DATABASE_USER: attribute('User'),
    DATABASE_AUTHENTICATION: attribute('Authentication'),
    KAFKA_BOOTSTRAP_SERVERS: imported('BootstrapServers'),
  });
});

test('orders are read with provisioned pollers, single failures are reported, and given up to the dlq topic', () => {
  const { Properties } = orders.resourceAt('SluiceOrders/order-processors/Resource');

  expect(Properties).toEqual({
    EventSourceArn: imported('Kafka\\w+Arn'),
    FunctionName: { 'Fn::GetAtt': [orders.logicalIdAt('SluiceOrders/orders-process/Resource'), 'Arn'] },
    Topics: ['orders'],
    AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: 'order-processors' },
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 100,
    MaximumBatchingWindowInSeconds: 0,
    MaximumRetryAttempts: 10,
    MetricsConfig: { Metrics: ['EventCount', 'ErrorCount', 'KafkaMetrics'] },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: 'kafka://dlq.orders' } },
    ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 3, PollerGroupName: 'sluice-orders' },
  });
});

test('only a demo stage can be emptied by a request', () => {
  const live = synthesise(applicationFixture({ stage: 'live' }));
  const names = live.ofType('AWS::Lambda::Function').map(({ Properties }) => Properties['FunctionName']);

  expect(names).toContain('orders-list');
  expect(names).not.toContain('orders-reset');
});
