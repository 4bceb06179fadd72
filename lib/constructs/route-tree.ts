import { Cors, type IResource, Resource, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { Api } from './api.ts';

/** The paths that one stack adds to the API. Each answers a browser's preflight, whatever its origin: keys travel in headers, never in cookies. */
export class RouteTree extends Construct {
  readonly api: Api;
  readonly #root: IResource;
  readonly #v1: IResource;

  constructor(scope: Construct, id: string, api: Api) {
    super(scope, id);
    this.api = api;
    const restApi = RestApi.fromRestApiAttributes(this, 'Api', {
      restApiId: api.restApiId,
      rootResourceId: api.rootResourceId,
    });
    this.#root = restApi.root;
    this.#v1 = Resource.fromResourceAttributes(this, 'v1', { restApi, resourceId: api.v1ResourceId, path: '/v1' });
  }

  /** The resource of a path, made with its parents where it is not there yet. */
  resource(path: string): IResource {
    const resource = path.startsWith('/v1/')
      ? this.#v1.resourceForPath(path.slice('/v1/'.length))
      : this.#root.resourceForPath(path);
    if (resource.node.tryFindChild('OPTIONS') === undefined) {
      resource.addCorsPreflight({
        allowOrigins: Cors.ALL_ORIGINS,
        allowMethods: Cors.ALL_METHODS,
        allowHeaders: ['Content-Type', 'Authorization', 'apikey', 'X-API-Key', 'X-Correlation-ID', 'traceparent'],
      });
    }
    return resource;
  }
}
