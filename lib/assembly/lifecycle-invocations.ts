import { z } from 'zod';
import type { LifecycleInvocationModel } from './application-model.ts';
import { AssemblyError } from './assembly-error.ts';
import { parseFunctionName } from './parse-function-name.ts';
import { type PhysicalValues, toDatabaseValues } from './physical-values.ts';
import { parseProperties, placeOf, type Resource } from './resource.ts';

const types = ['Custom::Migration', 'Custom::Seed'] as const;

/** Reads the seeds and migrations of all stacks, each after those that it depends on, directly or by way of others. */
export const toLifecycleInvocations = (
  resources: readonly Resource[],
  physical: PhysicalValues,
): LifecycleInvocationModel[] => {
  const ordered: LifecycleInvocationModel[] = [];
  const visited = new Set<Resource>();
  const visit = (resource: Resource): void => {
    if (visited.has(resource)) return;
    visited.add(resource);
    for (const id of resource.dependencies) {
      const dependency = resources.find((each) => each.stackName === resource.stackName && each.logicalId === id);
      if (dependency !== undefined) visit(dependency);
    }
    const type = types.find((each) => each === resource.type);
    if (type !== undefined) ordered.push(toModel(resource, type, physical));
  };
  for (const resource of resources) visit(resource);
  return ordered;
};

const CustomResourceProperties = z.object({ ServiceToken: z.string() });

const toModel = (
  resource: Resource,
  type: LifecycleInvocationModel['type'],
  physical: PhysicalValues,
): LifecycleInvocationModel => {
  const { ServiceToken } = parseProperties(resource, CustomResourceProperties);
  const functionName = parseFunctionName(ServiceToken);
  if (functionName === undefined) {
    throw new AssemblyError(placeOf(resource, 'Properties.ServiceToken'), `${ServiceToken} is no function`);
  }
  const properties =
    type === 'Custom::Migration' ? { ...resource.properties(), ...toDatabaseValues(physical) } : resource.properties();
  return { path: resource.path, type, functionName, properties };
};
