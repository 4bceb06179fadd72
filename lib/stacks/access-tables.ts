import type { FlowFunction } from '../constructs/flow-function.ts';
import type { PlatformStack } from './platform.ts';

type Access = Pick<PlatformStack, 'config' | 'limits'>;

/** Where a route's middlewares find keys, limits, and what has been used of them. */
export const accessTables = ({ config, limits }: Access): Readonly<Record<string, string>> => ({
  CONFIG_TABLE: config.tableName,
  LIMITS_TABLE: limits.tableName,
});

export const grantAccessTables = (target: FlowFunction, { config, limits }: Access): void => {
  config.grant(target, 'GetItem');
  limits.grant(target, 'UpdateItem');
};
