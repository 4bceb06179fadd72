import { applicationFixture, imported, synthesise } from './application-fixture.ts';

const application = synthesise();
const live = synthesise(applicationFixture({ stage: 'live' }));

const at = (path: string) => application.resourceAt(`SluiceDatabase/${path}`);
const idAt = (path: string) => application.logicalIdAt(`SluiceDatabase/${path}`);
const clusterAttribute = (name: string) => ({ 'Fn::GetAtt': [idAt('Database/Resource'), name] });

test('is an encrypted serverless cluster that IAM admits to, whose master RDS keeps the password of', () => {
  expect(at('Database/Resource').Properties).toMatchObject({
    Engine: 'aurora-postgresql',
    EngineVersion: '18.6',
    DBClusterIdentifier: 'sluice-demo',
    DatabaseName: 'sluice',
    ServerlessV2ScalingConfiguration: { MinCapacity: 0.5 },
    EnableIAMDatabaseAuthentication: true,
    StorageEncrypted: true,
    ManageMasterUserPassword: true,
    BackupRetentionPeriod: 7,
    DeletionProtection: false,
  });
  expect(at('Database/Resource').Properties).not.toHaveProperty('MasterUserPassword');
  expect(at('Database/Instance').Properties).toMatchObject({
    DBInstanceClass: 'db.serverless',
    PubliclyAccessible: false,
    DBClusterIdentifier: { Ref: idAt('Database/Resource') },
  });
});

test('is protected from deletion where data is kept', () => {
  expect(live.resourceAt('SluiceDatabase/Database/Resource')).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: { DeletionProtection: true },
  });
});

test('decodes logically, and lets nobody in without TLS', () => {
  expect(at('Database/Parameters').Properties).toMatchObject({
    Family: 'aurora-postgresql18',
    Parameters: { 'rds.logical_replication': '1', 'rds.force_ssl': '1' },
  });
  expect(at('Database/Resource').Properties['DBClusterParameterGroupName']).toEqual({
    Ref: idAt('Database/Parameters'),
  });
});

test('stands in the isolated subnets, and opens 5432 to the functions alone', () => {
  const rules = application
    .ofType('AWS::EC2::SecurityGroupIngress')
    .filter(({ Metadata }) => Metadata['aws:cdk:path']?.startsWith('SluiceDatabase/'));

  expect(at('Database/Subnets').Properties['SubnetIds']).toHaveLength(3);
  expect(rules.map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({
      GroupId: { 'Fn::GetAtt': [idAt('Database/Group'), 'GroupId'] },
      SourceSecurityGroupId: imported('NetworkFunctions'),
      FromPort: 5432,
      ToPort: 5432,
    }),
  ]);
  expect(at('Database/Group').Properties).not.toHaveProperty('SecurityGroupIngress');
  expect(at('Database/Resource').Properties['VpcSecurityGroupIds']).toEqual([
    { 'Fn::GetAtt': [idAt('Database/Group'), 'GroupId'] },
  ]);
});

test('the migration reads the one secret, by an endpoint that lets nothing else through, and may do nothing else', () => {
  expect(application.statementsOf('SluiceDatabase/platform-migrate').slice(1)).toEqual([
    [['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'], '*'],
    ['secretsmanager:GetSecretValue', clusterAttribute('MasterUserSecret.SecretArn')],
  ]);
  expect(at('Migration/Endpoint').Properties).toMatchObject({
    VpcEndpointType: 'Interface',
    ServiceName: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.secretsmanager']] },
    PrivateDnsEnabled: true,
    PolicyDocument: {
      Statement: [
        { Action: 'secretsmanager:GetSecretValue', Resource: clusterAttribute('MasterUserSecret.SecretArn') },
      ],
    },
  });
  expect(at('Migration/EndpointGroup').Properties['SecurityGroupIngress']).toEqual([
    expect.objectContaining({ FromPort: 443, ToPort: 443, SourceSecurityGroupId: imported('NetworkFunctions') }),
  ]);
});

test('the migration runs when server, rules and endpoint are there, and again when its code changes', () => {
  const { Properties, DependsOn } = at('Migration/Invocation/Resource');

  expect(Properties).toEqual({
    ServiceToken: { 'Fn::GetAtt': [idAt('platform-migrate/Resource'), 'Arn'] },
    ServiceTimeout: 180,
    Host: clusterAttribute('Endpoint.Address'),
    Port: clusterAttribute('Endpoint.Port'),
    Name: 'sluice',
    User: 'sluice',
    Authentication: 'IAM',
    MasterSecretArn: clusterAttribute('MasterUserSecret.SecretArn'),
    Version: 'platform-migrate',
  });
  expect(DependsOn).toEqual(
    expect.arrayContaining([
      idAt('Database/Instance'),
      idAt('Database/FromFunctions'),
      idAt('Database/FunctionsToDatabase'),
      idAt('Migration/Endpoint'),
      idAt('platform-migrate/Role/DefaultPolicy/Resource'),
    ]),
  );
});

test('who deploys the grid alone has no database', () => {
  const dependencies = (name: string): string[] =>
    application.assembly
      .getStackByName(name)
      .dependencies.map(({ id }) => id)
      .filter((id) => !id.endsWith('.assets'));

  expect(dependencies('SluiceGrid')).toEqual(['SluicePlatform']);
  expect(dependencies('SluiceOrders')).toEqual(expect.arrayContaining(['SluicePlatform', 'SluiceDatabase']));
});
