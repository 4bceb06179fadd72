import { z } from 'zod';
import { buildApiPaths } from './api-paths.ts';
import type { NotEmulatedModel, RouteModel } from './application-model.ts';
import { AssemblyError } from './assembly-error.ts';
import { MethodIntegration, toIntegration } from './method-integration.ts';
import type { PhysicalValues } from './physical-values.ts';
import { parseProperties, placeOf, type Resource } from './resource.ts';
import { refOf } from './resource-identity.ts';

export interface RouteModels {
  readonly routes: readonly RouteModel[];
  readonly notEmulated: readonly NotEmulatedModel[];
}

const ApiProperties = z.object({ BinaryMediaTypes: z.array(z.string()).default([]) });
const StageProperties = z.object({ RestApiId: z.string(), StageName: z.string() });
const MethodProperties = z.object({
  RestApiId: z.string(),
  ResourceId: z.string(),
  HttpMethod: z.string(),
  Integration: MethodIntegration.optional(),
});

/** Puts methods, paths and stages together, whichever stacks they are in. Of an API's stages the first is served. */
export const toRouteModels = (resources: readonly Resource[], physical: PhysicalValues): RouteModels => {
  const ofType = (name: string): Resource[] => resources.filter(({ type }) => type === `AWS::ApiGateway::${name}`);
  const findPath = buildApiPaths(resources, physical);
  const apis = new Map(ofType('RestApi').map((each) => [String(refOf(each, physical)), each] as const));
  const stages = ofType('Stage').map((resource) => ({ resource, ...parseProperties(resource, StageProperties) }));

  const routes: RouteModel[] = [];
  const notEmulated: NotEmulatedModel[] = stages
    .filter((stage) => stages.find(({ RestApiId }) => RestApiId === stage.RestApiId) !== stage)
    .map(({ resource }) => ({ path: resource.path, type: `${resource.type} beside another of its API` }));

  for (const method of ofType('Method')) {
    const { RestApiId: apiId, ResourceId, HttpMethod, Integration } = parseProperties(method, MethodProperties);
    const api = apis.get(apiId);
    const path = findPath(ResourceId);
    const stage = stages.find(({ RestApiId }) => RestApiId === apiId);
    if (api === undefined)
      throw new AssemblyError(placeOf(method, 'Properties.RestApiId'), `no API has the id ${apiId}`);
    if (path === undefined) {
      throw new AssemblyError(
        placeOf(method, 'Properties.ResourceId'),
        `no resource of an API has the id ${ResourceId}`,
      );
    }
    if (stage === undefined) throw new AssemblyError(placeOf(api), 'the API has methods but no stage');

    const integration = Integration && toIntegration(Integration);
    if (integration === undefined) {
      notEmulated.push({
        path: method.path,
        type: `${method.type} with the integration ${Integration?.Type ?? 'none'}`,
      });
      continue;
    }
    const { BinaryMediaTypes: binaryMediaTypes } = parseProperties(api, ApiProperties);
    routes.push({ method: HttpMethod, path, integration, binaryMediaTypes, apiId, stageName: stage.StageName });
  }
  return { routes, notEmulated };
};
