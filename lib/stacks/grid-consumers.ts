import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Who reads the grid's topics, each at its own pace. The name is in the function's name, the consumer groups and the stored keys. */
export const GridConsumers = z
  .array(z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/) }))
  .refine((consumers) => new Set(consumers.map(({ name }) => name)).size === consumers.length, 'a name occurs twice')
  .refine(
    (consumers) => consumers.every(({ name }) => !ownFunctions.has(`grid-${name}`)),
    'a name is that of another function of the grid',
  );
export type GridConsumers = z.infer<typeof GridConsumers>;

const ownFunctions = new Set([
  'grid-accept-dispatch',
  'grid-accept-weather',
  'grid-list-dispatch',
  'grid-list-weather',
  'grid-stats',
  'grid-ingest',
]);

/** The consumers of `grid-consumers.json`: a line more is a consumer more, and no producer changes. */
export const readGridConsumers = (): GridConsumers =>
  GridConsumers.parse(JSON.parse(readFileSync(new URL('grid-consumers.json', import.meta.url), 'utf8')));
