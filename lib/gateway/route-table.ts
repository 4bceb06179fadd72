import { createHash } from 'node:crypto';
import router from 'find-my-way';
import type { GatewayRoute } from './gateway-route.ts';

export interface RouteMatch {
  readonly route: GatewayRoute;
  readonly resourceId: string;
  /** As they stand in the path: API Gateway decodes none of them. */
  readonly pathParameters: Record<string, string> | null;
}

export interface RouteTable {
  /** @param path without a query string, well-formed */
  find(method: string, path: string): RouteMatch | undefined;
}

interface Parameter {
  readonly name: string;
  readonly index: number;
  readonly greedy: boolean;
}

interface Resource {
  readonly id: string;
  readonly parameters: readonly Parameter[];
  readonly routes: Map<string, GatewayRoute>;
}

const anyMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Longer than any path that Node takes: the router's own bound of 100 would hide a route. */
const maxParamLength = 100_000;

/**
 * Chooses the resource first and its method second, as API Gateway does: static segments win over parameters, parameters
 * over greedy ones, and a resource without the method is not passed over for a greedier one that has it.
 */
export const buildRouteTable = (routes: readonly GatewayRoute[]): RouteTable => {
  const resources = new Map<string, Resource>();
  const paths = router({ ignoreTrailingSlash: true, caseSensitive: true, maxParamLength });
  for (const route of routes) {
    const resource = resources.get(route.path) ?? toResource(route.path);
    resource.routes.set(route.method, route);
    if (resources.has(route.path)) continue;
    resources.set(route.path, resource);
    paths.on('GET', toPattern(route.path), () => undefined, resource);
  }

  return {
    find: (method, path) => {
      const resource: Resource | undefined = paths.find('GET', path)?.store;
      const route = resource?.routes.get(method) ?? (anyMethods.has(method) ? resource?.routes.get('ANY') : undefined);
      if (resource === undefined || route === undefined) return undefined;
      if (resource.parameters.length === 0) return { route, resourceId: resource.id, pathParameters: null };
      const pathParameters = toPathParameters(resource.parameters, path);
      return pathParameters && { route, resourceId: resource.id, pathParameters };
    },
  };
};

const toResource = (path: string): Resource => ({
  id: createHash('sha256').update(path).digest('hex').slice(0, 6),
  parameters: path.split('/').flatMap((segment, index) => {
    const name = /^\{(?<name>.+)\}$/.exec(segment)?.groups?.['name'];
    return name === undefined ? [] : [{ name: name.replace(/\+$/, ''), index, greedy: name.endsWith('+') }];
  }),
  routes: new Map(),
});

/** The router's spelling; parameters are named by their position because API Gateway allows names that it does not. */
const toPattern = (path: string): string =>
  path
    .split('/')
    .map((segment, index) => {
      if (!segment.startsWith('{')) return segment.replaceAll(':', '::');
      return segment.endsWith('+}') ? '*' : `:p${index}`;
    })
    .join('/');

const toPathParameters = (parameters: readonly Parameter[], path: string): Record<string, string> | undefined => {
  const segments = path.replace(/\/$/, '').split('/');
  const values: Record<string, string> = {};
  for (const { name, index, greedy } of parameters) {
    const value = greedy ? segments.slice(index).join('/') : segments[index];
    if (!value) return undefined;
    values[name] = value;
  }
  return values;
};
