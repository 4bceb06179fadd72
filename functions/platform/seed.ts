/** Writes the config table's first items, each only where it is not there yet: the first clients' random API keys and their limits. */

import { z } from 'zod';
import { KeyConsumer, KeyScope } from '../contracts/api-key.ts';
import { LimitedRoute } from '../contracts/route-limits.ts';
import { customResource } from '../kit/custom-resource.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { logger } from '../kit/logger.ts';
import { seedClientKey } from './seeding/seed-client-key.ts';
import { seedLimit } from './seeding/seed-limit.ts';

const Properties = z.object({
  Keys: z.array(z.object({ Consumer: KeyConsumer, Scopes: z.array(KeyScope) })),
  // CloudFormation makes texts of the numbers in a custom resource's properties.
  Limits: z.array(z.object({ Consumer: KeyConsumer, Route: LimitedRoute, RequestsPerMinute: z.coerce.number() })),
});

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

export const handler = customResource(async (properties) => {
  const { Keys: keys, Limits: limits } = Properties.parse(properties);
  for (const { Consumer: consumer, Scopes: scopes } of keys) {
    logger.info('client key seeded', { consumer, outcome: await seedClientKey(client, table, { consumer, scopes }) });
  }
  for (const { Consumer: consumer, Route: route, RequestsPerMinute: limit } of limits) {
    await seedLimit(client, table, { consumer, route, limit });
  }
  return { PhysicalResourceId: `seed-${table}`, Data: {} };
});
