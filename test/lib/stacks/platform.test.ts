import { applicationFixture, kafkaArn, synthesise } from './application-fixture.ts';

const platform = synthesise();

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

test('the seed makes the keys once its table and its permission are there', () => {
  const table = platform.logicalIdAt('SluicePlatform/sluice-config/Table/Resource');
  const { Properties, DependsOn } = platform.resourceAt('SluicePlatform/Seed/Invocation/Resource');

  expect(Properties['Keys']).toEqual(['grid-ingest', 'demo']);
  expect(DependsOn).toEqual(
    expect.arrayContaining([table, platform.logicalIdAt('SluicePlatform/platform-seed/Role/DefaultPolicy/Resource')]),
  );
  expect(platform.statementsOf('SluicePlatform/platform-seed').slice(1)).toEqual([
    [['dynamodb:GetItem', 'dynamodb:PutItem'], { 'Fn::GetAtt': [table, 'Arn'] }],
  ]);
});

test('the table of configuration lets items expire and can be restored', () => {
  expect(platform.resourceAt('SluicePlatform/sluice-config/Table/Resource').Properties).toMatchObject({
    TableName: 'sluice-config',
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

test('health is answered without a key, and knows its stage', () => {
  expect(platform.resourceAt('SluicePlatform/GET health/Resource').Properties['AuthorizationType']).toBe('NONE');
  expect(platform.variablesOf('SluicePlatform/platform-health')).toMatchObject({ STAGE: 'demo' });
});

test('what was stored goes with the stacks of the demo, and stays in any other stage, which has no demo key', () => {
  const live = synthesise(applicationFixture({ stage: 'live' }));
  const dataPolicies = ({ ofType }: typeof platform) =>
    ['AWS::DynamoDB::Table', 'AWS::MSK::Topic', 'AWS::MSK::Cluster'].map((type) => [
      ...new Set(ofType(type).map(({ DeletionPolicy }) => DeletionPolicy)),
    ]);

  expect(dataPolicies(platform)).toEqual([['Delete'], ['Delete'], ['Delete']]);
  expect(dataPolicies(live)).toEqual([['Retain'], ['Retain'], ['Retain']]);
  expect(live.resourceAt('SluicePlatform/Seed/Invocation/Resource').Properties['Keys']).toEqual(['grid-ingest']);
  expect(live.assembly.stacks.map(({ terminationProtection }) => terminationProtection)).toEqual([true, true, true]);
});
