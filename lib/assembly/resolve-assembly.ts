import type { ApplicationModel, EventSourceModel, TableModel } from './application-model.ts';
import { AssemblyError } from './assembly-error.ts';
import { toDatabaseModel } from './database-model.ts';
import { toFunctionModel } from './function-model.ts';
import { toLifecycleInvocations } from './lifecycle-invocations.ts';
import { parseFunctionName } from './parse-function-name.ts';
import type { PhysicalValues } from './physical-values.ts';
import { resolveStacks } from './resolve-stacks.ts';
import { placeOf, type Resource } from './resource.ts';
import { attributeOf, refOf } from './resource-identity.ts';
import { toRouteModels } from './route-models.ts';
import { toRuleSchedules, toSchedule } from './schedule-model.ts';
import type { Stack } from './template.ts';
import { toTopicModel } from './topic-model.ts';
import { typesWithoutMeaning } from './types-without-meaning.ts';

/** Types that the whole of an API, of a cluster or of a lifecycle speaks for. */
const readElsewhere = new Set([
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::MSK::Cluster',
  'Custom::KafkaEndpoint',
  'Custom::Migration',
  'Custom::Seed',
]);

/**
 * What the application of a cloud assembly consists of on this machine.
 *
 * @param stacks each after those that it depends on
 * @throws AssemblyError naming stack, resource, property and what is missing
 */
export const resolveAssembly = (stacks: readonly Stack[], physical: PhysicalValues): ApplicationModel => {
  const { resources, outputs } = resolveStacks(stacks, physical);
  const { routes, notEmulated: unservedRoutes } = toRouteModels(resources, physical);
  const read = resources.map((resource) => readResource(resource, physical));

  return {
    functions: read.flatMap(({ functions = [] }) => functions),
    routes,
    topics: read.flatMap(({ topics = [] }) => topics),
    tables: read.flatMap(({ tables = [] }) => tables),
    databases: read.flatMap(({ databases = [] }) => databases),
    eventSources: read.flatMap(({ eventSources = [] }) => eventSources),
    schedules: read.flatMap(({ schedules = [] }) => schedules),
    lifecycleInvocations: toLifecycleInvocations(resources, physical),
    outputs,
    notEmulated: [...read.flatMap(({ notEmulated = [] }) => notEmulated), ...unservedRoutes],
  };
};

const readResource = (resource: Resource, physical: PhysicalValues): Partial<ApplicationModel> => {
  const { path, type } = resource;
  const notEmulated = (of = type): Partial<ApplicationModel> => ({ notEmulated: [{ path, type: of }] });
  switch (type) {
    case 'AWS::Lambda::Function': {
      const model = toFunctionModel(resource, physical);
      return model === undefined ? notEmulated(`${type} without a folder of code`) : { functions: [model] };
    }
    case 'AWS::MSK::Topic':
      return { topics: [toTopicModel(resource)] };
    case 'AWS::DynamoDB::GlobalTable':
    case 'AWS::DynamoDB::Table':
      return { tables: [toTableModel(resource, physical)] };
    case 'AWS::RDS::DBCluster': {
      const database = toDatabaseModel(resource);
      return database === undefined ? notEmulated(`${type} that is no Postgres`) : { databases: [database] };
    }
    case 'AWS::Lambda::EventSourceMapping':
      return { eventSources: [toEventSourceModel(resource, physical)] };
    case 'AWS::Events::Rule': {
      const schedules = toRuleSchedules(resource, physical);
      return schedules === undefined ? notEmulated(`${type} that is no schedule of functions`) : { schedules };
    }
    case 'AWS::Scheduler::Schedule': {
      const schedule = toSchedule(resource, physical);
      return schedule === undefined
        ? notEmulated(`${type} that is no schedule of a function in UTC`)
        : { schedules: [schedule] };
    }
    default:
      return readElsewhere.has(type) || typesWithoutMeaning.has(type) ? {} : notEmulated();
  }
};

const toTableModel = (resource: Resource, physical: PhysicalValues): TableModel => ({
  path: resource.path,
  tableName: String(refOf(resource, physical)),
  arn: String(attributeOf(resource, 'Arn', physical, placeOf(resource))),
  properties: resource.properties(),
});

const toEventSourceModel = (resource: Resource, physical: PhysicalValues): EventSourceModel => {
  const given = String(resource.property('FunctionName') ?? '');
  const functionName = parseFunctionName(given);
  if (functionName === undefined) {
    throw new AssemblyError(placeOf(resource, 'Properties.FunctionName'), `${given} is no function`);
  }
  return {
    path: resource.path,
    uuid: String(refOf(resource, physical)),
    functionName,
    properties: resource.properties(),
  };
};
