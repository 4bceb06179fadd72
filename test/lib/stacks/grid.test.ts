import { applicationFixture, imported, kafkaArn, synthesise } from './application-fixture.ts';

const grid = synthesise();
const twoConsumers = synthesise(applicationFixture({ gridConsumers: [{ name: 'analytics' }, { name: 'risk' }] }));

const configTable = imported('sluiceconfigTable\\w+Arn');
const limitsTable = imported('sluicelimitsTable\\w+Arn');
const networkInterfaces = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'];
const ownLog = (path: string) => [
  ['logs:CreateLogStream', 'logs:PutLogEvents'],
  { 'Fn::GetAtt': [grid.logicalIdAt(`${path}/Logs/Resource`), 'Arn'] },
];
const table = (name: string) => ({ 'Fn::GetAtt': [grid.logicalIdAt(`SluiceGrid/${name}/Table/Resource`), 'Arn'] });

test.each([
  ['market.dispatch', 3],
  ['weather.observations', 3],
  ['dlq.market.dispatch', 1],
  ['dlq.weather.observations', 1],
  ['weather.readings', 3],
  ['dlq.weather.readings', 1],
])("has the topic %s with %d partitions, seven days and the broker's clock", (name, partitions) => {
  const { Properties } = grid.resourceAt(`SluiceGrid/${name}/Resource`);

  expect(Properties).toMatchObject({ TopicName: name, PartitionCount: partitions, ReplicationFactor: 3 });
  expect(Properties['ClusterArn']).toEqual(imported('Kafka\\w+Arn'));
  expect(Buffer.from(Properties['Configs'], 'base64').toString().split('\n').toSorted()).toEqual([
    'message.timestamp.type=LogAppendTime',
    'retention.ms=604800000',
  ]);
});

test.each([
  ['grid-accept-dispatch', 'market.dispatch'],
  ['grid-accept-weather', 'weather.observations'],
])('%s may read keys, count, and append to %s, nothing else', (name, topic) => {
  expect(grid.statementsOf(`SluiceGrid/${name}`)).toEqual([
    ownLog(`SluiceGrid/${name}`),
    [networkInterfaces, '*'],
    ['dynamodb:GetItem', configTable],
    ['dynamodb:UpdateItem', limitsTable],
    [
      ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      kafkaArn('cluster'),
    ],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], kafkaArn('topic', topic)],
  ]);
});

test.each([
  ['grid-list-dispatch', 'grid-events'],
  ['grid-list-weather', 'grid-events'],
  ['grid-stats', 'grid-aggregates'],
])('%s may read keys, count, and query %s, nothing else', (name, queried) => {
  expect(grid.statementsOf(`SluiceGrid/${name}`)).toEqual([
    ownLog(`SluiceGrid/${name}`),
    ['dynamodb:GetItem', configTable],
    ['dynamodb:UpdateItem', limitsTable],
    ['dynamodb:Query', table(queried)],
  ]);
});

test('grid-ingest may read its key and settings and count what it does, nothing else', () => {
  expect(grid.statementsOf('SluiceGrid/grid-ingest')).toEqual([
    ownLog('SluiceGrid/grid-ingest'),
    ['dynamodb:GetItem', configTable],
    ['dynamodb:UpdateItem', configTable],
  ]);
  expect(
    grid
      .resourceAt('SluiceGrid/grid-ingest/Role/DefaultPolicy/Resource')
      .Properties['PolicyDocument'].Statement.map(({ Condition }: { Condition?: unknown }) => Condition),
  ).toEqual([undefined, undefined, { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': 'ingest' } }]);
});

test('grid-analytics may read both topics as its groups, store, and give records up, nothing else', () => {
  const deadLetters = [kafkaArn('topic', 'dlq.market.dispatch'), kafkaArn('topic', 'dlq.weather.observations')];

  expect(grid.statementsOf('SluiceGrid/grid-analytics')).toEqual([
    ownLog('SluiceGrid/grid-analytics'),
    [[...networkInterfaces, 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeVpcs'], '*'],
    ['dynamodb:GetItem', configTable],
    [
      ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
      [table('grid-aggregates'), table('grid-events')],
    ],
    [
      ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      kafkaArn('cluster'),
    ],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'], deadLetters],
    [['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'], kafkaArn('cluster')],
    [['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster'], kafkaArn('cluster')],
    [
      ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
      [kafkaArn('topic', 'market.dispatch'), kafkaArn('topic', 'weather.observations')],
    ],
    [
      ['kafka-cluster:AlterGroup', 'kafka-cluster:DescribeGroup'],
      [kafkaArn('group', 'grid-analytics.market.dispatch'), kafkaArn('group', 'grid-analytics.weather.observations')],
    ],
    [['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData', 'kafka-cluster:WriteData'], deadLetters],
  ]);
});

test.each(['market.dispatch', 'weather.observations'])(
  'analytics reads %s with provisioned pollers, reports single failures, and gives records up to the dlq topic',
  (topic) => {
    const { Properties, DependsOn } = grid.resourceAt(`SluiceGrid/grid-analytics.${topic}/Resource`);

    expect(Properties).toEqual({
      EventSourceArn: imported('Kafka\\w+Arn'),
      FunctionName: { 'Fn::GetAtt': [grid.logicalIdAt('SluiceGrid/grid-analytics/Resource'), 'Arn'] },
      Topics: [topic],
      AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: `grid-analytics.${topic}` },
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      MaximumRetryAttempts: 5,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: `kafka://dlq.${topic}` } },
      MetricsConfig: { Metrics: ['EventCount', 'ErrorCount', 'KafkaMetrics'] },
      ProvisionedPollerConfig: { MinimumPollers: 1, MaximumPollers: 3, PollerGroupName: 'sluice-grid' },
    });
    expect(DependsOn).toEqual(
      expect.arrayContaining([
        grid.logicalIdAt('SluiceGrid/grid-analytics/Role/DefaultPolicy/Resource'),
        grid.logicalIdAt(`SluiceGrid/${topic}/Resource`),
        grid.logicalIdAt(`SluiceGrid/dlq.${topic}/Resource`),
      ]),
    );
  },
);

test('a consumer more changes nothing that was there', () => {
  const before = grid.templates.SluiceGrid.Resources;
  const after = twoConsumers.templates.SluiceGrid.Resources;
  const added = Object.entries(after).filter(([id]) => !(id in before));

  expect(after).toMatchObject(before);
  expect(added.map(([, { Type }]) => Type).toSorted()).toEqual([
    ...Array(4).fill('AWS::CloudWatch::Alarm'),
    'AWS::IAM::Policy',
    'AWS::IAM::Role',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::Function',
    'AWS::Logs::LogGroup',
  ]);
  expect(twoConsumers.templates.SluiceApiStage).toEqual(grid.templates.SluiceApiStage);
  expect(twoConsumers.templates.SluicePlatform).toEqual(grid.templates.SluicePlatform);
});

test('consumers share their code, and each knows its own name', () => {
  const [analytics, risk] = ['grid-analytics', 'grid-risk'].map((name) =>
    twoConsumers.resourceAt(`SluiceGrid/${name}/Resource`),
  );

  expect(analytics?.Properties['Code']).toEqual(risk?.Properties['Code']);
  expect(risk?.Metadata['sluice:bundle']).toBe('grid-consume');
  expect(twoConsumers.variablesOf('SluiceGrid/grid-risk')).toMatchObject({
    CONSUMER: 'risk',
    POWERTOOLS_SERVICE_NAME: 'grid-risk',
    EVENTS_TABLE: { Ref: twoConsumers.logicalIdAt('SluiceGrid/grid-events/Table/Resource') },
    AGGREGATES_TABLE: { Ref: twoConsumers.logicalIdAt('SluiceGrid/grid-aggregates/Table/Resource') },
    KAFKA_BOOTSTRAP_SERVERS: imported('BootstrapServers'),
    KAFKA_SECURITY_PROTOCOL: imported('SecurityProtocol'),
  });
});

test('only functions that speak Kafka or to the database are in the network', () => {
  const inNetwork = grid
    .ofType('AWS::Lambda::Function')
    .filter(({ Properties }) => Properties['VpcConfig'] !== undefined)
    .map(({ Properties }) => Properties['FunctionName']);

  expect(inNetwork.toSorted()).toEqual([
    'grid-accept-dispatch',
    'grid-accept-readings',
    'grid-accept-weather',
    'grid-analytics',
    'grid-change-cutover',
    'grid-copy-readings',
    'grid-show-cutover',
    'grid-store-readings',
    'orders-accept',
    'orders-accept-batch',
    'orders-duplicate',
    'orders-list',
    'orders-process',
    'orders-reset',
    'orders-show',
    'orders-stats',
    'platform-list-consumer-groups',
    'platform-list-dead-letters',
    'platform-list-groups',
    'platform-list-topics',
    'platform-migrate',
    'platform-redrive-automatically',
    'platform-redrive-dead-letters',
    'platform-replay-consumer',
  ]);
});

test('grid-ingest posts to the stage every five minutes', () => {
  const rule = grid.resourceAt('SluiceGrid/Ingestion/Resource');

  expect(rule.Properties).toMatchObject({
    ScheduleExpression: 'rate(5 minutes)',
    Targets: [{ Arn: { 'Fn::GetAtt': [grid.logicalIdAt('SluiceGrid/grid-ingest/Resource'), 'Arn'] } }],
  });
  expect(grid.variablesOf('SluiceGrid/grid-ingest')).toMatchObject({
    CONFIG_TABLE: imported('Refsluiceconfig'),
    API_URL: {
      'Fn::Join': [
        '',
        [
          'https://',
          imported('RefApi'),
          '.execute-api.',
          { Ref: 'AWS::Region' },
          '.',
          { Ref: 'AWS::URLSuffix' },
          '/demo',
        ],
      ],
    },
  });
});
