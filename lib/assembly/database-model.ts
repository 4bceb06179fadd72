import { z } from 'zod';
import type { DatabaseModel } from './application-model.ts';
import { parseProperties, type Resource } from './resource.ts';

const ClusterProperties = z.object({ Engine: z.string().default('') });

/**
 * Reads an AWS::RDS::DBCluster.
 *
 * @returns undefined where it is no Postgres
 */
export const toDatabaseModel = (resource: Resource): DatabaseModel | undefined => {
  const { Engine: engine } = parseProperties(resource, ClusterProperties);
  return engine.includes('postgres') ? { path: resource.path, engine } : undefined;
};
