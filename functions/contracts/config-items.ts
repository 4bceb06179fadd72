import { z } from 'zod';

/** Where the config table keeps the plain API key of a function that is itself a client, e.g. `grid-ingest`. */
export const clientKeyAddress = (consumer: string) => ({ pk: `secret#${consumer}`, sk: 'api-key' });

export const ClientKeyItem = z.object({ pk: z.string(), sk: z.string(), apiKey: z.string() });
