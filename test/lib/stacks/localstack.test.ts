import { RunnerResources } from '../../../lib/foundation/runner-resource.ts';
import { applicationFixture, imported, synthesise, type TemplateResource } from './application-fixture.ts';

const aws = synthesise();
const localStack = synthesise(applicationFixture({ target: 'localstack' }));
type Application = typeof aws;

const endpointVariables = [
  'API_URL',
  'AWS_ENDPOINT_URL_LAMBDA',
  'DATABASE_AUTHENTICATION',
  'DATABASE_HOST',
  'DATABASE_NAME',
  'DATABASE_PORT',
  'DATABASE_USER',
  'KAFKA_BOOTSTRAP_SERVERS',
  'KAFKA_CLUSTER_ARN',
  'KAFKA_SECURITY_PROTOCOL',
];

const handedOverTypes = /^(AWS::MSK::Topic|AWS::Lambda::EventSourceMapping|Custom::(Migration|Seed))$/;
const unsupportedTypes =
  /^(AWS::(MSK|RDS|EC2|KafkaConnect|ApiGatewayV2)::|AWS::Lambda::EventSourceMapping$|AWS::CloudWatch::Dashboard$|AWS::ApiGateway::Authorizer$|AWS::CloudFormation::CustomResource$|Custom::)/;

const byPath = (resources: readonly TemplateResource[]): Record<string, TemplateResource> =>
  Object.fromEntries(resources.map((resource) => [resource.Metadata['aws:cdk:path'], resource]));

/** Construct path → properties, of one type. */
const propertiesOf = ({ ofType }: Application, type: string) =>
  Object.fromEntries(Object.entries(byPath(ofType(type))).map(([path, { Properties }]) => [path, Properties]));

const withoutEndpoints = (application: Application) =>
  Object.fromEntries(
    Object.entries(propertiesOf(application, 'AWS::Lambda::Function')).map(([path, properties]) => {
      const { Environment, VpcConfig, ...others } = properties;
      const variables = Object.entries(Environment.Variables).filter(([name]) => !endpointVariables.includes(name));
      return [path, { ...others, variables: Object.fromEntries(variables) }];
    }),
  );

const handedOver = Object.assign(
  {},
  ...Object.values(localStack.templates).map(({ Metadata }) =>
    RunnerResources.parse(Metadata?.['sluice:resources'] ?? {}),
  ),
) as ReturnType<typeof RunnerResources.parse>;

test('the functions are the same: code, handler, size, and environment but for endpoints', () => {
  const functions = withoutEndpoints(localStack);

  expect(Object.keys(functions).length).toBeGreaterThan(40);
  expect(functions).toEqual(withoutEndpoints(aws));
});

test('every function has the same variables, and those that ask Lambda the one that says where it is', () => {
  const namesIn = (application: Application) =>
    Object.fromEntries(
      application
        .ofType('AWS::Lambda::Function')
        .map(({ Properties: { FunctionName, Environment } }) => [
          FunctionName,
          Object.keys(Environment.Variables).filter((name) => name !== 'AWS_ENDPOINT_URL_LAMBDA'),
        ]),
    );
  const askingLambda = localStack
    .ofType('AWS::Lambda::Function')
    .filter(({ Properties }) => 'AWS_ENDPOINT_URL_LAMBDA' in Properties['Environment'].Variables)
    .map(({ Properties }) => Properties['FunctionName']);

  expect(namesIn(localStack)).toEqual(namesIn(aws));
  expect(askingLambda.toSorted()).toEqual([
    'platform-change-consumer',
    'platform-list-consumers',
    'platform-run-ingestion',
    'platform-show-ingestion',
  ]);
});

test.each(['AWS::ApiGateway::Method', 'AWS::ApiGateway::Resource', 'AWS::DynamoDB::Table', 'AWS::Events::Rule'])(
  'every %s is the same',
  (type) => {
    expect(localStack.ofType(type)).not.toEqual([]);
    expect(propertiesOf(localStack, type)).toEqual(propertiesOf(aws, type));
  },
);

test('the templates have nothing that AWS has not, and miss what LocalStack does not support, with its logs, and the alarms of event sources', () => {
  const paths = (application: Application) => new Set(Object.keys(byPath(application.resources)));
  const missing = [...paths(aws).difference(paths(localStack))]
    .map((path) => aws.resourceAt(path))
    .filter(({ Type }) => !unsupportedTypes.test(Type) && Type !== 'AWS::CloudWatch::Alarm');

  expect([...paths(localStack).difference(paths(aws))]).toEqual([]);
  expect(missing.map(({ Type, Metadata }) => `${Type} ${Metadata['aws:cdk:path']}`).toSorted()).toEqual([
    'AWS::IAM::Policy SluicePlatform/Network/Vpc/Refused/IAMRole/DefaultPolicy/Resource',
    'AWS::IAM::Role SluicePlatform/Network/Vpc/Refused/IAMRole/Resource',
    'AWS::Logs::LogGroup SluiceDatabase/Database/Logs/Resource',
    'AWS::Logs::LogGroup SluicePlatform/Kafka/BrokerLogs/Resource',
    'AWS::Logs::LogGroup SluicePlatform/Network/RefusedLogs/Resource',
  ]);
});

test('nothing is left that LocalStack does not support', () => {
  const methods = localStack.ofType('AWS::ApiGateway::Method');
  const functions = localStack.ofType('AWS::Lambda::Function');

  expect(localStack.resources.map(({ Type }) => Type).filter((type) => unsupportedTypes.test(type))).toEqual([]);
  expect(new Set(methods.map(({ Properties }) => Properties['AuthorizationType']))).toEqual(new Set(['NONE']));
  expect(functions.filter(({ Properties }) => 'VpcConfig' in Properties)).toEqual([]);
  expect(functions.filter(({ Metadata }) => Metadata['sluice:bundle'] === undefined)).toEqual([]);
});

test('topics, event sources, seed and migration are handed over: the same as on AWS, but for where things are', () => {
  const places = ['ClusterArn', 'EventSourceArn', 'FunctionName', 'ServiceToken', 'MasterSecretArn'];
  const targets = ['Host', 'Port', 'Name', 'User', 'Authentication'];
  const comparable = (resources: Record<string, Pick<TemplateResource, 'Type' | 'Properties'>>) =>
    Object.fromEntries(
      Object.entries(resources).map(([path, { Type, Properties }]) => {
        const named = Object.entries(Properties).filter(([name]) => ![...places, ...targets].includes(name));
        return [path, { Type, ...Object.fromEntries(named) }];
      }),
    );
  const onAws = byPath(aws.resources.filter(({ Type }) => handedOverTypes.test(Type)));

  expect(Object.keys(onAws).length).toBeGreaterThan(10);
  expect(comparable(handedOver)).toEqual(comparable(onAws));
});

test('what is handed over names functions and parameters that there are', () => {
  const functionNames = localStack.ofType('AWS::Lambda::Function').map(({ Properties }) => Properties['FunctionName']);
  const clusterArn = localStack.variablesOf('SluicePlatform/platform-list-consumers')['KAFKA_CLUSTER_ARN'];

  for (const { Type, Properties } of Object.values(handedOver)) {
    if (Type === 'AWS::Lambda::EventSourceMapping') expect(functionNames).toContain(Properties.FunctionName);
    if (Type === 'AWS::Lambda::EventSourceMapping') expect(Properties.EventSourceArn).toBe(clusterArn);
    if (Type === 'Custom::Seed') expect(functionNames).toContain(Properties.ServiceToken);
  }
  expect(handedOver['SluiceDatabase/Migration/Invocation/Resource']?.Properties).toMatchObject({
    ServiceToken: 'platform-migrate',
    Host: { Ref: 'DatabaseHost' },
    Port: { Ref: 'DatabasePort' },
    Name: { Ref: 'DatabaseName' },
    User: { Ref: 'DatabaseUser' },
    Authentication: 'NONE',
  });
});

test('endpoints are parameters of every stack that say what they are, and none is set for a machine', () => {
  for (const { Parameters } of Object.values(localStack.templates)) {
    const { BootstrapVersion, ...given } = Parameters;

    expect(Object.entries(given).map(([name, { Default }]) => [name, Default])).toEqual([
      ['KafkaBootstrapServers', undefined],
      ['DatabaseHost', undefined],
      ['DatabasePort', '5432'],
      ['DatabaseName', 'sluice'],
      ['DatabaseUser', 'sluice'],
      ['LocalStackUrl', undefined],
      ['LambdaEndpoint', ''],
    ]);
    for (const { Description } of Object.values(given)) expect(Description).toMatch(/\w{3}/);
  }
});

test('functions are told the endpoints that were given', () => {
  expect(localStack.variablesOf('SluiceOrders/orders-process')).toMatchObject({
    KAFKA_BOOTSTRAP_SERVERS: { Ref: 'KafkaBootstrapServers' },
    KAFKA_SECURITY_PROTOCOL: 'PLAINTEXT',
    DATABASE_HOST: { Ref: 'DatabaseHost' },
    DATABASE_AUTHENTICATION: 'NONE',
  });
  expect(localStack.variablesOf('SluicePlatform/platform-change-consumer')).toMatchObject({
    AWS_ENDPOINT_URL_LAMBDA: { Ref: 'LambdaEndpoint' },
  });
  expect(localStack.templates.SluiceApiStage.Outputs['ApiUrl']?.Value).toEqual({
    'Fn::Join': ['', [{ Ref: 'LocalStackUrl' }, '/_aws/execute-api/', imported('RefApi'), '/demo']],
  });
});

test("AWS's templates have nothing of this", () => {
  for (const { Metadata, Parameters } of Object.values(aws.templates)) {
    expect(Metadata).toBeUndefined();
    expect(Object.keys(Parameters)).toEqual(['BootstrapVersion']);
  }
  expect(JSON.stringify(aws.templates)).not.toMatch(/AWS_ENDPOINT_URL|sluice:resources|localstack/i);
});
