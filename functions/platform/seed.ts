/** Writes the config table's first items, each only where it is not there yet: a random API key for each of `Keys`. */

import { z } from 'zod';
import { customResource } from '../kit/custom-resource.ts';
import { buildDocumentClient } from '../kit/document-client.ts';
import { requireVariable } from '../kit/environment.ts';
import { logger } from '../kit/logger.ts';
import { seedClientKey } from './seeding/seed-client-key.ts';

const Properties = z.object({ Keys: z.array(z.string().min(1)) });

// Cold start only.
const client = buildDocumentClient();
const table = requireVariable(process.env, 'CONFIG_TABLE');

export const handler = customResource(async (properties) => {
  for (const consumer of Properties.parse(properties).Keys) {
    logger.info('client key seeded', { consumer, outcome: await seedClientKey(client, table, consumer) });
  }
  return { PhysicalResourceId: `seed-${table}`, Data: {} };
});
