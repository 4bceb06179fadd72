import { NotEmulatedError, type TemplatePlace } from './assembly-error.ts';
import { toApiId, toGeneratedName, toIdentifier, toUuid } from './identifiers.ts';
import { type PhysicalValues, toDatabaseValues } from './physical-values.ts';
import type { Resource } from './resource.ts';
import type { Json } from './template.ts';
import { typesWithoutMeaning } from './types-without-meaning.ts';

type Value = (resource: Resource, physical: PhysicalValues) => Json;

interface Identity {
  readonly ref: Value;
  readonly attributes: Readonly<Record<string, Value>>;
}

const named =
  (property: string) =>
  (resource: Resource): string => {
    const name = resource.property(property);
    return typeof name === 'string' ? name : toGeneratedName(resource.stackName, resource.logicalId, resource.path);
  };

const id =
  (length: number): Value =>
  ({ path }) =>
    toIdentifier(path, length);

const arn =
  (service: string, toName: (resource: Resource, physical: PhysicalValues) => string): Value =>
  (resource, physical) =>
    `arn:${physical.partition}:${service}:${physical.region}:${physical.accountId}:${toName(resource, physical)}`;

const apiId: Value = ({ path }) => toApiId(path);

const text = (resource: Resource, property: string): string => String(resource.property(property) ?? '');

const constant =
  (value: Json): Value =>
  () =>
    value;

const functionArn = arn('lambda', (resource) => `function:${named('FunctionName')(resource)}`);
const tableArn = arn('dynamodb', (resource) => `table/${named('TableName')(resource)}`);
const clusterArn = arn('kafka', (resource) => `cluster/${named('ClusterName')(resource)}/${toUuid(resource.path)}-1`);
const ruleArn = arn('events', (resource) => `rule/${named('Name')(resource)}`);
const configurationArn = arn(
  'kafka',
  (resource) => `configuration/${named('Name')(resource)}/${toUuid(resource.path)}-1`,
);
const topicArn: Value = (resource) =>
  `${text(resource, 'ClusterArn').replace(':cluster/', ':topic/')}/${text(resource, 'TopicName')}`;
const versionArn: Value = (resource, physical) => {
  const name = text(resource, 'FunctionName');
  return `${name.startsWith('arn:') ? name : arn('lambda', () => `function:${name}`)(resource, physical)}:1`;
};
const aliasArn: Value = (resource, physical) =>
  String(versionArn(resource, physical)).replace(/:1$/, `:${text(resource, 'Name')}`);

const dbClusterName = named('DBClusterIdentifier');
const dbClusterArn = arn('rds', (resource) => `cluster:${dbClusterName(resource)}`);
const dbClusterResourceId: Value = ({ path }) => `cluster-${toIdentifier(path, 26).toUpperCase()}`;

const table: Identity = { ref: named('TableName'), attributes: { Arn: tableArn } };

/** What Ref and Fn::GetAtt give (CloudFormation, resource type reference), where a name alone would not do. */
const identities: Readonly<Record<string, Identity>> = {
  'AWS::ApiGateway::Deployment': { ref: id(6), attributes: { DeploymentId: id(6) } },
  'AWS::ApiGateway::Resource': { ref: id(6), attributes: { ResourceId: id(6) } },
  'AWS::ApiGateway::RestApi': {
    ref: apiId,
    attributes: { RestApiId: apiId, RootResourceId: ({ path }) => toIdentifier(`${path}/`, 10) },
  },
  'AWS::ApiGateway::Stage': { ref: named('StageName'), attributes: {} },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::Rule': { ref: named('Name'), attributes: { Arn: ruleArn } },
  'AWS::IAM::Role': {
    ref: named('RoleName'),
    attributes: {
      Arn: (resource, { partition, accountId }) =>
        `arn:${partition}:iam::${accountId}:role/${named('RoleName')(resource)}`,
    },
  },
  'AWS::Lambda::Alias': { ref: aliasArn, attributes: { AliasArn: aliasArn } },
  'AWS::Lambda::EventSourceMapping': {
    ref: ({ path }) => toUuid(path),
    attributes: {
      Id: ({ path }) => toUuid(path),
      EventSourceMappingArn: arn('lambda', ({ path }) => `event-source-mapping:${toUuid(path)}`),
    },
  },
  'AWS::Lambda::Function': { ref: named('FunctionName'), attributes: { Arn: functionArn } },
  'AWS::Lambda::Version': { ref: versionArn, attributes: { FunctionArn: versionArn, Version: constant('1') } },
  'AWS::Logs::LogGroup': {
    ref: named('LogGroupName'),
    attributes: { Arn: arn('logs', (resource) => `log-group:${named('LogGroupName')(resource)}:*`) },
  },
  'AWS::MSK::Cluster': { ref: clusterArn, attributes: { Arn: clusterArn, CurrentVersion: constant('K1') } },
  'AWS::MSK::Configuration': {
    ref: configurationArn,
    attributes: { Arn: configurationArn, 'LatestRevision.Revision': constant(1) },
  },
  'AWS::MSK::Topic': { ref: topicArn, attributes: { TopicArn: topicArn } },
  'AWS::Scheduler::Schedule': {
    ref: named('Name'),
    attributes: { Arn: arn('scheduler', (resource) => `schedule/default/${named('Name')(resource)}`) },
  },
  'AWS::RDS::DBCluster': {
    ref: named('DBClusterIdentifier'),
    attributes: {
      'Endpoint.Address': (_, { database }) => database.host,
      'Endpoint.Port': (_, { database }) => String(database.port),
      'ReadEndpoint.Address': (_, { database }) => database.host,
      DBClusterArn: dbClusterArn,
      DBClusterResourceId: dbClusterResourceId,
      'MasterUserSecret.SecretArn': arn('secretsmanager', (resource) => `secret:rds!${dbClusterName(resource)}`),
    },
  },
  'AWS::SSM::Parameter': {
    ref: named('Name'),
    attributes: { Value: (resource) => text(resource, 'Value'), Type: (resource) => text(resource, 'Type') },
  },
  'Custom::KafkaEndpoint': {
    ref: ({ path }) => path,
    attributes: {
      BootstrapServers: (_, { kafka }) => kafka.bootstrapServers,
      SecurityProtocol: (_, { kafka }) => kafka.securityProtocol,
    },
  },
  'Custom::Migration': {
    ref: ({ path }) => path,
    attributes: {
      Host: (_, physical) => toDatabaseValues(physical).Host,
      Port: (_, physical) => toDatabaseValues(physical).Port,
      Name: (_, physical) => toDatabaseValues(physical).Name,
      User: (_, physical) => toDatabaseValues(physical).User,
      Authentication: (_, physical) => toDatabaseValues(physical).Authentication,
    },
  },
};

/** A resource's physical id. Of a type without a meaning here it is a name that nothing has. */
export const refOf = (resource: Resource, physical: PhysicalValues): Json =>
  (identities[resource.type]?.ref ?? named('Name'))(resource, physical);

/**
 * A resource's attribute. Those of a type that shapes nothing are made up; those of one that is not emulated are not.
 *
 * @throws NotEmulatedError
 */
export const attributeOf = (resource: Resource, name: string, physical: PhysicalValues, place: TemplatePlace): Json => {
  const value = identities[resource.type]?.attributes[name];
  if (value !== undefined) return value(resource, physical);
  if (typesWithoutMeaning.has(resource.type)) return `${resource.logicalId}-${name}`;
  throw new NotEmulatedError(place, `${resource.type} ${resource.logicalId} has no ${name} on this machine`);
};
