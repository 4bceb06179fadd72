import type { Construct } from 'constructs';
import type { ConfigTable } from '../constructs/config-table.ts';
import { FlowFunction } from '../constructs/flow-function.ts';
import type { TableAction } from '../constructs/flow-table.ts';
import type { HandlerBundles } from '../constructs/handler-bundles.ts';
import { Route, type RouteProps } from '../constructs/route.ts';
import type { RouteTree } from '../constructs/route-tree.ts';

interface AccessAdministrationProps {
  readonly bundles: HandlerBundles;
  readonly routes: RouteTree;
  readonly config: ConfigTable;
}

interface AdminRoute extends Pick<RouteProps, 'method' | 'path'> {
  readonly name: string;
  readonly description: string;
  /** Beside reading the key that the request came with. */
  readonly actions: readonly TableAction[];
}

const adminRoutes: readonly AdminRoute[] = [
  {
    name: 'platform-list-keys',
    method: 'GET',
    path: '/v1/admin/keys',
    description: 'Lists API keys without their secrets',
    actions: ['Query'],
  },
  {
    name: 'platform-create-key',
    method: 'POST',
    path: '/v1/admin/keys',
    description: 'Makes an API key and shows it once',
    actions: ['PutItem'],
  },
  {
    name: 'platform-revoke-key',
    method: 'DELETE',
    path: '/v1/admin/keys/{lookup}',
    description: 'Revokes an API key',
    actions: ['DeleteItem'],
  },
  {
    name: 'platform-list-limits',
    method: 'GET',
    path: '/v1/admin/limits',
    description: 'Lists the limits of consumers on routes',
    actions: ['Query'],
  },
  {
    name: 'platform-set-limit',
    method: 'PUT',
    path: '/v1/admin/limits/{consumer}/{route+}',
    description: 'Sets the limit of a consumer on a route',
    actions: ['PutItem'],
  },
  {
    name: 'platform-remove-limit',
    method: 'DELETE',
    path: '/v1/admin/limits/{consumer}/{route+}',
    description: 'Removes the limit of a consumer on a route',
    actions: ['DeleteItem'],
  },
];

/** The routes that say who may use the API, and how often. */
export const addAccessAdministration = (
  scope: Construct,
  { bundles, routes, config }: AccessAdministrationProps,
): void => {
  for (const { name, method, path, description, actions } of adminRoutes) {
    const answer = new FlowFunction(scope, name, {
      bundle: bundles.named(name),
      description,
      memoryMb: 256,
      timeoutSeconds: 10,
      environment: { CONFIG_TABLE: config.tableName },
    });
    config.grant(answer, 'GetItem', ...actions);
    new Route(scope, { routes, method, path, function: answer });
  }
};
