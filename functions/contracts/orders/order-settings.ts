import { z } from 'zod';
import { ArmedCrash } from './crash-point.ts';
import { DeliveryMode } from './delivery-mode.ts';

/** Where the config table keeps what the orders flow is told. */
export const orderSettingsAddress = { pk: 'orders', sk: 'settings' } as const;

/** What the orders flow is told; whatever was never said has its default. In force within a second. */
export const OrderSettings = z.object({
  delivery_mode: DeliveryMode.default('exactly-once'),
  /** Orders become visible with the commit of a Kafka transaction, a batch's all at once. Such a producer is always idempotent. */
  enable_transactions: z.boolean().default(true),
  /** The broker recognises what a producer sends again. */
  enable_idempotency: z.boolean().default(true),
  /** The part of the records whose processing fails with an error. */
  failure_rate: z.number().min(0).max(1).default(0),
  crash: ArmedCrash.nullable().default(null),
});
export type OrderSettings = z.infer<typeof OrderSettings>;

/** Body of PATCH /v1/orders/config: what is left out stays as it is; a crash of null is disarmed. */
export const OrderSettingsChange = z.strictObject({
  delivery_mode: DeliveryMode.exactOptional(),
  enable_transactions: z.boolean().exactOptional(),
  enable_idempotency: z.boolean().exactOptional(),
  failure_rate: z.number().min(0).max(1).exactOptional(),
  crash: ArmedCrash.nullable().exactOptional(),
});
export type OrderSettingsChange = z.infer<typeof OrderSettingsChange>;
