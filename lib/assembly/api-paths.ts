import { z } from 'zod';
import { AssemblyError } from './assembly-error.ts';
import type { PhysicalValues } from './physical-values.ts';
import { parseProperties, placeOf, type Resource } from './resource.ts';
import { attributeOf, refOf } from './resource-identity.ts';

const PathProperties = z.object({ ParentId: z.string(), PathPart: z.string() });

/** The path behind a resource id, e.g. `/v1/orders/{id}`, or undefined for an id of no API of the assembly. */
export type FindApiPath = (resourceId: string) => string | undefined;

/** Joins the path parts of AWS::ApiGateway::Resource to paths: an API's resources may be spread over stacks. */
export const buildApiPaths = (resources: readonly Resource[], physical: PhysicalValues): FindApiPath => {
  const roots = new Set(
    resources
      .filter(({ type }) => type === 'AWS::ApiGateway::RestApi')
      .map((each) => attributeOf(each, 'RootResourceId', physical, placeOf(each))),
  );
  const parts = new Map(
    resources
      .filter(({ type }) => type === 'AWS::ApiGateway::Resource')
      .map((each) => [String(refOf(each, physical)), each] as const),
  );

  const toPrefix = (resourceId: string): string | undefined => {
    if (roots.has(resourceId)) return '';
    const resource = parts.get(resourceId);
    if (resource === undefined) return undefined;
    const { ParentId, PathPart } = parseProperties(resource, PathProperties);
    const prefix = toPrefix(ParentId);
    if (prefix === undefined) {
      throw new AssemblyError(placeOf(resource, 'Properties.ParentId'), `no resource of an API has the id ${ParentId}`);
    }
    return `${prefix}/${PathPart}`;
  };
  return (resourceId) => {
    const prefix = toPrefix(resourceId);
    return prefix === '' ? '/' : prefix;
  };
};
