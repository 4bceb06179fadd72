import { AssemblyError, type TemplatePlace } from './assembly-error.ts';
import { findReferences } from './find-references.ts';
import type { PhysicalValues } from './physical-values.ts';
import type { Resolution } from './resolution.ts';
import { resolveParameter } from './resolve-parameter.ts';
import type { Resource } from './resource.ts';
import { attributeOf, refOf } from './resource-identity.ts';
import type { References } from './scope.ts';
import { constructPathOf, type Json, type Stack, type TemplateResource } from './template.ts';

export interface Output {
  readonly key: string;
  readonly exportName: string | undefined;
  value(): Json | undefined;
}

/** A stack in which every expression can be asked for its value. */
export interface OpenStack {
  /** Without those whose condition is false. */
  readonly resources: readonly Resource[];
  readonly outputs: readonly Output[];
}

export interface StackSurroundings {
  readonly physical: PhysicalValues;
  readonly resolution: Resolution;
  readonly localise: (value: Json) => Json;
  /** The value that any stack exports under a name. */
  readonly exported: (name: string) => Json | undefined;
}

export const openStack = (stack: Stack, surroundings: StackSurroundings): OpenStack => {
  const { name: stackName, template, assets } = stack;
  const { physical, resolution, localise, exported } = surroundings;
  const at = (logicalId: string, propertyPath: string): TemplatePlace => ({ stackName, logicalId, propertyPath });

  const isActive = (logicalId: string, condition: string | undefined): boolean =>
    condition === undefined || references.condition(condition, at(logicalId, 'Condition'));

  const toResource = (logicalId: string, resource: TemplateResource): Resource => {
    const property = (name: string): Json | undefined => {
      const expression = resource.Properties[name];
      if (expression === undefined) return undefined;
      const value = resolution.resolve(expression, at(logicalId, `Properties.${name}`), references);
      return value === undefined ? undefined : localise(value);
    };
    return {
      stackName,
      logicalId,
      path: constructPathOf(stackName, logicalId, resource),
      type: resource.Type,
      metadata: resource.Metadata,
      dependencies: [...resource.DependsOn, ...findReferences(resource.Properties)],
      findAsset: (objectKey) => assets.get(objectKey),
      property,
      properties: () => {
        const values = Object.keys(resource.Properties).map((name) => [name, property(name)] as const);
        return Object.fromEntries(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
      },
    };
  };
  const resources = new Map(Object.entries(template.Resources).map(([id, each]) => [id, toResource(id, each)]));

  const findResource = (logicalId: string, place: TemplatePlace): Resource => {
    const resource = resources.get(logicalId);
    if (resource === undefined) throw new AssemblyError(place, `nothing is named ${logicalId}`);
    if (isActive(logicalId, template.Resources[logicalId]?.Condition)) return resource;
    throw new AssemblyError(place, `${logicalId} is left out by its condition`);
  };

  const references: References = {
    ref: (name, place) => {
      const parameter = resolveParameter(name, { stackName, template, physical }, place);
      return parameter.found ? parameter.value : refOf(findResource(name, place), physical);
    },
    attribute: (logicalId, attribute, place) => attributeOf(findResource(logicalId, place), attribute, physical, place),
    exported: (name, place) => {
      const value = exported(name);
      if (value === undefined) throw new AssemblyError(place, `no stack exports ${name}`);
      return value;
    },
    condition: (name, place) => {
      const expression = template.Conditions[name];
      const value = expression !== undefined && resolution.resolve(expression, at(name, 'Conditions'), references);
      if (expression === undefined) throw new AssemblyError(place, `no condition is named ${name}`);
      if (typeof value !== 'boolean') throw new AssemblyError(place, `${name} is neither true nor false`);
      return value;
    },
    mapping: (name, topLevelKey, secondLevelKey) => template.Mappings[name]?.[topLevelKey]?.[secondLevelKey],
  };

  return {
    resources: [...resources].flatMap(([id, each]) => (isActive(id, template.Resources[id]?.Condition) ? [each] : [])),
    outputs: Object.entries(template.Outputs).flatMap(([key, { Value, Export, Condition }]) => {
      if (!isActive(key, Condition)) return [];
      const name = Export && resolution.resolve(Export.Name, at(key, 'Export.Name'), references);
      const value = () => resolution.resolve(Value, at(key, 'Value'), references);
      return [{ key: `${stackName}.${key}`, exportName: name === undefined ? undefined : String(name), value }];
    }),
  };
};
