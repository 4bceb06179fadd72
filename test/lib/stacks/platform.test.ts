import { LimitedRoute } from '../../../functions/contracts/route-limits.ts';
import { applicationFixture, kafkaArn, synthesise } from './application-fixture.ts';

const platform = synthesise();

const keysOf = ({ resourceAt }: typeof platform) =>
  resourceAt('SluicePlatform/Seed/Invocation/Resource').Properties['Keys'].map(
    ({ Consumer, Scopes }: { Consumer: string; Scopes: string[] }) => [Consumer, Scopes],
  );
const limitsOf = (consumer: string, requestsPerMinute: number) =>
  LimitedRoute.options.map((route) => ({
    Consumer: consumer,
    Route: route,
    RequestsPerMinute: requestsPerMinute,
  }));

test('the endpoint of the cluster comes from our own function, which may ask for brokers and nothing else', () => {
  const { Properties, DependsOn } = platform.resourceAt('SluicePlatform/KafkaEndpoint/Brokers/Resource');

  expect(Properties).toEqual({
    ServiceToken: { 'Fn::GetAtt': [platform.logicalIdAt('SluicePlatform/platform-kafka-endpoint/Resource'), 'Arn'] },
    ServiceTimeout: 120,
    ClusterArn: { 'Fn::GetAtt': [platform.logicalIdAt('SluicePlatform/Kafka/Resource'), 'Arn'] },
  });
  expect(DependsOn).toContain(
    platform.logicalIdAt('SluicePlatform/platform-kafka-endpoint/Role/DefaultPolicy/Resource'),
  );
  expect(platform.statementsOf('SluicePlatform/platform-kafka-endpoint').slice(1)).toEqual([
    ['kafka:GetBootstrapBrokers', kafkaArn('cluster')],
  ]);
});

test('the seed makes keys and limits once its table and its permission are there', () => {
  const table = platform.logicalIdAt('SluicePlatform/sluice-config/Table/Resource');
  const { Properties, DependsOn } = platform.resourceAt('SluicePlatform/Seed/Invocation/Resource');

  expect(keysOf(platform)).toEqual([
    ['grid-ingest', ['grid:write']],
    ['admin', ['admin']],
    ['demo', ['grid:read', 'grid:write', 'orders:read', 'orders:write']],
    ...['analytics-team', 'ops-team', 'risk-team', 'partner'].map((name) => [name, ['grid:read', 'grid:write']]),
  ]);
  expect(Properties['Limits']).toEqual([...limitsOf('grid-ingest', 6_000), ...limitsOf('demo', 60_000)]);
  expect(DependsOn).toEqual(
    expect.arrayContaining([table, platform.logicalIdAt('SluicePlatform/platform-seed/Role/DefaultPolicy/Resource')]),
  );
  expect(platform.statementsOf('SluicePlatform/platform-seed').slice(1)).toEqual([
    [['dynamodb:GetItem', 'dynamodb:PutItem'], { 'Fn::GetAtt': [table, 'Arn'] }],
  ]);
});

test.each(['sluice-config', 'sluice-limits'])('the table %s lets items expire and can be restored', (name) => {
  expect(platform.resourceAt(`SluicePlatform/${name}/Table/Resource`).Properties).toMatchObject({
    TableName: name,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
  });
});

test.each([
  ['platform-list-keys', 'Query'],
  ['platform-create-key', 'PutItem'],
  ['platform-revoke-key', 'DeleteItem'],
  ['platform-list-limits', 'Query'],
  ['platform-set-limit', 'PutItem'],
  ['platform-remove-limit', 'DeleteItem'],
])('%s may read keys and %s in the table of configuration, nothing else', (name, action) => {
  const [, ...statements] = platform.statementsOf(`SluicePlatform/${name}`);

  expect(statements.map(([actions, resource]) => [[actions].flat().toSorted(), resource])).toEqual([
    [
      ['dynamodb:GetItem', `dynamodb:${action}`].toSorted(),
      { 'Fn::GetAtt': [platform.logicalIdAt('SluicePlatform/sluice-config/Table/Resource'), 'Arn'] },
    ],
  ]);
});

test('health is answered without a key, and knows its stage', () => {
  expect(platform.resourceAt('SluicePlatform/GET health/Resource').Properties['AuthorizationType']).toBe('NONE');
  expect(platform.variablesOf('SluicePlatform/platform-health')).toMatchObject({ STAGE: 'demo' });
});

test('what was stored goes with the stacks of the demo, and stays in any other stage, which has no demo keys', () => {
  const live = synthesise(applicationFixture({ stage: 'live' }));
  const dataPolicies = ({ ofType }: typeof platform) =>
    ['AWS::DynamoDB::Table', 'AWS::MSK::Topic', 'AWS::MSK::Cluster', 'AWS::RDS::DBCluster', 'AWS::RDS::DBInstance'].map(
      (type) => [...new Set(ofType(type).map(({ DeletionPolicy }) => DeletionPolicy))],
    );

  expect(dataPolicies(platform)).toEqual(Array(5).fill(['Delete']));
  expect(dataPolicies(live)).toEqual(Array(5).fill(['Retain']));
  expect(keysOf(live)).toEqual([
    ['grid-ingest', ['grid:write']],
    ['admin', ['admin']],
  ]);
  expect(live.assembly.stacks.map(({ terminationProtection }) => terminationProtection)).toEqual(Array(5).fill(true));
});
