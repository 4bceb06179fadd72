import { Template } from 'aws-cdk-lib/assertions';
import { functionFixture, onlyProperties, stackFixture, topicFixture } from './stack-fixture.ts';

const kafka = {
  bootstrapServers: 'b-1:9098,b-2:9098',
  securityProtocol: 'SASL_IAM',
  place: { subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'], securityGroupId: 'sg-1' },
};

const kafkaArn = (resource: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:kafka:\${AWS::Region}:\${AWS::AccountId}:${resource}`,
});

test('is a Node 24 function on Graviton that logs JSON into a group of its own', () => {
  const stack = stackFixture();

  functionFixture(stack, 'orders-accept', { environment: { ORDERS_TABLE: 'orders' } });

  expect(onlyProperties(stack, 'AWS::Lambda::Function')).toEqual({
    FunctionName: 'orders-accept',
    Description: 'Accepts orders',
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Handler: 'index.handler',
    Code: { S3Bucket: expect.anything(), S3Key: expect.stringMatching(/^[0-9a-f]{64}\.zip$/) },
    Role: { 'Fn::GetAtt': [expect.stringMatching(/^ordersacceptRole/), 'Arn'] },
    MemorySize: 256,
    Timeout: 10,
    LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringMatching(/^ordersacceptLogs/) } },
    Environment: {
      Variables: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: 'orders-accept',
        ORDERS_TABLE: 'orders',
      },
    },
  });
  expect(onlyProperties(stack, 'AWS::Logs::LogGroup')).toEqual({
    LogGroupName: '/aws/lambda/orders-accept',
    RetentionInDays: 14,
  });
});

test('names its bundle for the runner', () => {
  const stack = stackFixture();

  functionFixture(stack, 'orders-billing');

  Template.fromStack(stack).hasResource('AWS::Lambda::Function', { Metadata: { 'sluice:bundle': 'orders-accept' } });
});

test('may write its own log, and nothing else, until it is granted more', () => {
  const stack = stackFixture();

  functionFixture(stack);

  expect(onlyProperties(stack, 'AWS::IAM::Role')).not.toHaveProperty('ManagedPolicyArns');
  expect(onlyProperties(stack, 'AWS::IAM::Policy')['PolicyDocument']).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ordersacceptLogs/), 'Arn'] },
      },
    ],
  });
});

test("with Kafka it is in the cluster's network and knows the brokers", () => {
  const stack = stackFixture();

  functionFixture(stack, 'orders-accept', { kafka });

  expect(onlyProperties(stack, 'AWS::Lambda::Function')).toMatchObject({
    VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'], SecurityGroupIds: ['sg-1'] },
    Environment: { Variables: { KAFKA_BOOTSTRAP_SERVERS: 'b-1:9098,b-2:9098', KAFKA_SECURITY_PROTOCOL: 'SASL_IAM' } },
  });
});

test('names topic and cluster by pattern when it may produce, so that the policy does not wait for the cluster', () => {
  const stack = stackFixture();

  functionFixture(stack).grantProduce(topicFixture(stack));

  const { Statement } = onlyProperties(stack, 'AWS::IAM::Policy')['PolicyDocument'] as { Statement: unknown[] };
  expect(Statement.slice(1)).toEqual([
    {
      Effect: 'Allow',
      Action: ['kafka-cluster:Connect', 'kafka-cluster:DescribeCluster', 'kafka-cluster:WriteDataIdempotently'],
      Resource: kafkaArn('cluster/shop/*'),
    },
    {
      Effect: 'Allow',
      Action: ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
      Resource: kafkaArn('topic/shop/*/orders'),
    },
  ]);
});

test('is refused with the construct and the field', () => {
  const refused = () => functionFixture(stackFixture(), 'orders-accept', { memoryMb: 64 });

  expect(refused).toThrow('Test/orders-accept: MemorySize is 64. Set memoryMb to a whole number from 128 to 10240.');
});

test('with a database it is in its network, knows how to reach it, and may connect as its user', () => {
  const stack = stackFixture();
  const database = {
    host: 'shop.example',
    port: '5432',
    name: 'shop',
    user: 'keeper',
    authentication: 'IAM',
    place: { subnetIds: ['subnet-1'], securityGroupId: 'sg-1' },
    permission: { actions: ['rds-db:connect'], resources: ['arn:aws:rds-db:eu-west-1:1:dbuser:cluster-1/keeper'] },
  };

  functionFixture(stack, 'orders-list', { database });

  expect(onlyProperties(stack, 'AWS::Lambda::Function')).toMatchObject({
    VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    Environment: {
      Variables: {
        DATABASE_HOST: 'shop.example',
        DATABASE_PORT: '5432',
        DATABASE_NAME: 'shop',
        DATABASE_USER: 'keeper',
        DATABASE_AUTHENTICATION: 'IAM',
      },
    },
  });
  const { Statement } = onlyProperties(stack, 'AWS::IAM::Policy')['PolicyDocument'] as { Statement: unknown[] };
  expect(Statement).toContainEqual({
    Effect: 'Allow',
    Action: 'rds-db:connect',
    Resource: 'arn:aws:rds-db:eu-west-1:1:dbuser:cluster-1/keeper',
  });
});

test('without Kafka or a database it can still be placed in a network, and knows nothing of them', () => {
  const stack = stackFixture();

  functionFixture(stack, 'orders-migrate', { network: { subnetIds: ['subnet-1'], securityGroupId: 'sg-1' } });

  const { VpcConfig, Environment } = onlyProperties(stack, 'AWS::Lambda::Function');
  expect(VpcConfig).toEqual({ SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] });
  expect(Object.keys((Environment as { Variables: object }).Variables)).toEqual([
    'NODE_OPTIONS',
    'POWERTOOLS_SERVICE_NAME',
  ]);
});
