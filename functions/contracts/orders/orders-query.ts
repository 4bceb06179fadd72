import { z } from 'zod';

/** The query string of GET /v1/orders. */
export const OrdersQuery = z.strictObject({
  /** How many orders to answer with, the newest first. */
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(500))
    .default(50),
});
export type OrdersQuery = z.output<typeof OrdersQuery>;
