import { z } from 'zod';

/** `data` of POST /v1/orders/reset. */
export const OrdersReset = z.strictObject({ emptied: z.array(z.string()) });
export type OrdersReset = z.infer<typeof OrdersReset>;
