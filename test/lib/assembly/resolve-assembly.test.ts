// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.

import type { Json } from '../../../lib/assembly/template.ts';
import { typesWithoutMeaning } from '../../../lib/assembly/types-without-meaning.ts';
import { modelOf, templateWith } from './template-fixture.ts';

const api = {
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
  Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: { Ref: 'Api' }, StageName: 'prod' } },
};

const methodOn = (resourceId: object, uri = 'x'): object => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    RestApiId: { Ref: 'Api' },
    ResourceId: resourceId,
    HttpMethod: 'GET',
    Integration: { Type: 'AWS_PROXY', Uri: uri },
  },
});

test('every type without a meaning is passed over, and every unknown one is listed', () => {
  const known = Object.fromEntries([...typesWithoutMeaning.keys()].map((Type, index) => [`Known${index}`, { Type }]));

  const model = modelOf({ Resources: { ...known, Queue: { Type: 'AWS::SQS::Queue' }, Odd: { Type: 'Custom::Odd' } } });

  expect(model.notEmulated).toEqual([
    { path: 'Shop/Queue', type: 'AWS::SQS::Queue' },
    { path: 'Shop/Odd', type: 'Custom::Odd' },
  ]);
});

test('what shapes nothing need not have a value', () => {
  const template = {
    Resources: {
      Reader: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Key: 'code.zip' }, VpcConfig: { SubnetIds: [{ 'Fn::Cidr': ['10.0.0.0/16', 2, 8] }] } },
      },
      Role: { Type: 'AWS::IAM::Role', Properties: { Path: { Ref: 'Nobody' } } },
    },
  };

  expect(modelOf(template).functions).toHaveLength(1);
});

test('an attribute of a network is made up, one of a server that does not run is refused', () => {
  const rest = {
    Resources: { Group: { Type: 'AWS::EC2::SecurityGroup' }, Cache: { Type: 'AWS::ElastiCache::CacheCluster' } },
  };

  const model = modelOf(templateWith({ GROUP: { 'Fn::GetAtt': ['Group', 'GroupId'] } }, rest));

  expect(model.functions[0]?.environment['GROUP']).toBe('Group-GroupId');
  expect(() => modelOf(templateWith({ HOST: { 'Fn::GetAtt': ['Cache', 'RedisEndpoint.Address'] } }, rest))).toThrow(
    'AWS::ElastiCache::CacheCluster Cache has no RedisEndpoint.Address on this machine',
  );
});

test("a cluster of Postgres is the local server, and a migration tells that server's values, whatever the template names", () => {
  const rest = {
    Resources: {
      Database: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
      Migration: {
        Type: 'Custom::Migration',
        Properties: {
          ServiceToken: { 'Fn::GetAtt': ['Reader', 'Arn'] },
          Host: { 'Fn::GetAtt': ['Database', 'Endpoint.Address'] },
          Name: 'shop',
          User: 'shop',
          Authentication: 'IAM',
          Migrations: '0001-orders',
        },
      },
    },
  };
  const attribute = (name: string): Json => ({ 'Fn::GetAtt': ['Migration', name] });

  const model = modelOf(
    templateWith(
      {
        CLUSTER: { 'Fn::GetAtt': ['Database', 'DBClusterResourceId'] },
        HOST: attribute('Host'),
        PORT: attribute('Port'),
        NAME: attribute('Name'),
        USER: attribute('User'),
        AUTHENTICATION: attribute('Authentication'),
      },
      rest,
    ),
  );

  expect(model.databases).toEqual([{ path: 'Shop/Database', engine: 'aurora-postgresql' }]);
  expect(model.functions[0]?.environment).toEqual({
    CLUSTER: expect.stringMatching(/^cluster-[A-Z0-9]{26}$/),
    HOST: '127.0.0.1',
    PORT: '15432',
    NAME: 'sluice',
    USER: 'sluice',
    AUTHENTICATION: 'NONE',
  });
  expect(model.lifecycleInvocations[0]?.properties).toMatchObject({
    Host: '127.0.0.1',
    Port: '15432',
    Name: 'sluice',
    User: 'sluice',
    Authentication: 'NONE',
    Migrations: '0001-orders',
  });
});

test('a cluster of another engine is listed as not emulated', () => {
  const model = modelOf({
    Resources: { Database: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } } },
  });

  expect(model.databases).toEqual([]);
  expect(model.notEmulated).toEqual([{ path: 'Shop/Database', type: 'AWS::RDS::DBCluster that is no Postgres' }]);
});

test('a resource whose condition is false is not there', () => {
  const conditional = {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Items: { Type: 'AWS::DynamoDB::Table', Condition: 'Never', Properties: { TableName: 'items' } } },
  };

  expect(modelOf(conditional).tables).toEqual([]);
  expect(() => modelOf(templateWith({ TABLE: { Ref: 'Items' } }, conditional))).toThrow(
    'Items is left out by its condition',
  );
});

test('names that the template leaves open are made up, the same each time and within the limit', () => {
  const template = {
    Resources: {
      AVeryLongLogicalIdThatGoesOnAndOnForEverAndEver0A1B2C3D: {
        Type: 'AWS::Lambda::Function',
        Properties: { Code: { S3Key: 'code.zip' } },
      },
      Items: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    },
  };

  const [first, again] = [modelOf(template), modelOf(template)];

  expect(first.functions[0]?.functionName).toMatch(/^Shop-AVeryLong[A-Za-z0-9-]+$/);
  expect(first.functions[0]?.functionName.length).toBeLessThanOrEqual(64);
  expect(again.functions[0]?.functionName).toBe(first.functions[0]?.functionName);
  expect(first.tables[0]?.tableName).toMatch(/^Shop-Items-/);
});

test("an event source's uuid is a version 5 one that follows from its path alone", () => {
  const mapping = (group: string) => ({
    Resources: {
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: 'reader', Topics: [group] },
        Metadata: { 'aws:cdk:path': `Shop/${group}/Resource` },
      },
    },
  });

  const uuids = ['a', 'b', 'a'].map((group) => modelOf(mapping(group)).eventSources[0]?.uuid);

  expect(uuids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuids[2]).toBe(uuids[0]);
  expect(uuids[1]).not.toBe(uuids[0]);
});

test('the public address of an API becomes the gateway, wherever it stands, and no other address does', () => {
  const stage = (id: Json): Json => ({
    'Fn::Join': ['', ['https://', id, '.execute-api.us-east-1.amazonaws.com/prod']],
  });
  const list = {
    'Fn::Join': [
      ',',
      [
        stage({ Ref: 'Api' }),
        'x',
        { 'Fn::Sub': 'https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod/v1' },
      ],
    ],
  };

  const [reader] = modelOf(templateWith({ LIST: list, OTHER: stage('abcdefghij') }, { Resources: api })).functions;

  expect(reader?.environment['LIST']).toBe('http://127.0.0.1:3000,x,http://127.0.0.1:3000/v1');
  expect(reader?.environment['OTHER']).toBe('https://abcdefghij.execute-api.us-east-1.amazonaws.com/prod');
});

test('a method of an API without a stage, or on a resource that is not there, is told', () => {
  const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

  expect(() => modelOf({ Resources: { Api: api.Api, Get: methodOn(root) } })).toThrow(
    'Shop, Api: the API has methods but no stage.',
  );
  expect(() => modelOf({ Resources: { ...api, Get: methodOn({ Ref: 'AWS::Region' }) } })).toThrow(
    'Shop, Get, Properties.ResourceId: no resource of an API has the id us-east-1.',
  );
});

test('a method whose function is chosen at run time is listed, not guessed', () => {
  const uri = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.arn}/invocations';

  const model = modelOf({ Resources: { ...api, Get: methodOn({ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, uri) } });

  expect(model.routes).toEqual([]);
  expect(model.notEmulated).toEqual([
    { path: 'Shop/Get', type: 'AWS::ApiGateway::Method with the integration AWS_PROXY' },
  ]);
});

test('code that is no asset of the assembly is told', () => {
  const template = {
    Resources: { Reader: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: 'gone.zip' } } } },
  };

  expect(() => modelOf(template)).toThrow(
    'Shop, Reader, Properties.Code.S3Key: no zipped asset of the assembly is named gone.zip.',
  );
});

test('a property of the wrong type is told by its path', () => {
  const topic = { Type: 'AWS::MSK::Topic', Properties: { TopicName: 't', PartitionCount: 0, ClusterArn: 'arn' } };

  expect(() => modelOf({ Resources: { Topic: topic } })).toThrow(/^Shop, Topic, Properties\.PartitionCount: /);
});

test('a rule whose targets are not all functions is listed whole', () => {
  const rule = (arn: string) => ({
    Resources: {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'A', Arn: arn }] },
      },
    },
  });

  expect(modelOf(rule('arn:aws:lambda:us-east-1:0:function:reader')).schedules).toHaveLength(1);
  expect(modelOf(rule('arn:aws:sqs:us-east-1:0:queue')).notEmulated).toHaveLength(1);
});

test('lifecycle invocations follow their dependencies, also through others and through expressions', () => {
  const custom = (Type: string, more: object = {}) => ({
    Type,
    Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:0:function:reader' },
    ...more,
  });
  const template = {
    Resources: {
      Last: custom('Custom::Seed', { DependsOn: 'Between' }),
      Between: { Type: 'AWS::SSM::Parameter', Properties: { Name: { 'Fn::Sub': '/x/${Middle}' } } },
      Middle: custom('Custom::Seed', { DependsOn: ['First'] }),
      First: custom('Custom::Migration'),
    },
  };

  expect(modelOf(template).lifecycleInvocations.map(({ path }) => path)).toEqual([
    'Shop/First',
    'Shop/Middle',
    'Shop/Last',
  ]);
});

test('what a template for LocalStack leaves to the runner is read like what CloudFormation makes', () => {
  const handedOver = {
    'Shop/orders/Resource': {
      Type: 'AWS::MSK::Topic',
      Properties: { ClusterArn: 'none', Configs: '', PartitionCount: 3, ReplicationFactor: 3, TopicName: 'orders' },
    },
    'Shop/Migration/Resource': {
      Type: 'Custom::Migration',
      Properties: {
        ...{ ServiceToken: 'migrate', ServiceTimeout: 60, Host: { Ref: 'DatabaseHost' }, Port: '5432' },
        ...{ Name: 'shop', User: 'shop', Authentication: 'NONE', MasterSecretArn: '', Version: '1' },
      },
    },
  };

  const model = modelOf({
    Metadata: { 'sluice:resources': handedOver },
    Parameters: { DatabaseHost: { Type: 'String', Default: 'db.lan' } },
    Resources: {},
  });

  expect(model.topics).toEqual([{ path: 'Shop/orders/Resource', topicName: 'orders', partitions: 3, configs: {} }]);
  expect(model.lifecycleInvocations).toMatchObject([{ path: 'Shop/Migration/Resource', functionName: 'migrate' }]);
});
