import { z } from 'zod';
import { CorrelationId } from '../correlation-id.ts';
import { Amount, Price, toAmount, toCents } from './money.ts';

/** The business id by which a repeat is recognised, whoever sends it and in whichever record. */
export const OrderId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/);

// Control characters and lone surrogates are no text for Postgres: such an order could never be stored.
const Text = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), {
    error: 'Has a control character or half of a character',
    params: { fix: 'Leave out control characters and lone surrogates' },
  });

export const OrderItem = z.strictObject({ name: Text, quantity: z.int().min(1).max(10_000), price: Price });
export type OrderItem = z.infer<typeof OrderItem>;

const given = {
  customer_id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$/),
  items: z.array(OrderItem).min(1).max(100),
  /** The exact sum of quantity × price. */
  total_amount: Amount,
};

/** The exact sum of quantity × price, with two decimals. */
export const totalOf = (items: readonly OrderItem[]): string =>
  toAmount(items.reduce((sum, { quantity, price }) => sum + BigInt(quantity) * toCents(price), 0n));

type Priced = { items: readonly OrderItem[]; total_amount: string };

const isTotalExact = (order: Priced): boolean => toCents(totalOf(order.items)) === toCents(order.total_amount);

const totalRule = {
  path: ['total_amount'],
  error: 'Differs from the sum of quantity × price',
  params: { fix: 'Give total_amount as the exact sum of quantity × price over all items' },
  // Only what is money can be added up.
  when: ({ issues }: z.core.ParsePayload) => issues.length === 0,
};

/** An order as it was accepted, version 1. Topic `orders`, keyed by order. */
export const Order = z
  .strictObject({
    order_id: OrderId,
    ...given,
    /** When it was accepted, in UTC; Postgres has no year 0. */
    timestamp: z.iso.datetime().refine((time) => /^[12]/.test(time), {
      error: 'Is of a year before 1000 or after 2999',
      params: { fix: 'Give a year from 1000 to 2999' },
    }),
    /** The correlation id of the request that it came with. */
    trace_id: CorrelationId,
  })
  .refine(isTotalExact, totalRule)
  .meta({ title: 'Order' });
export type Order = z.infer<typeof Order>;

const input = z.strictObject({ order_id: OrderId.exactOptional(), ...given });

/** What a client sends; an order without an id is given one. */
export const OrderInput = input.refine(isTotalExact, totalRule);
export type OrderInput = z.infer<typeof OrderInput>;

/** What a client sends to have one business order produced several times. */
export const CopiesInput = input.extend({ copies: z.int().min(1).max(50).default(3) }).refine(isTotalExact, totalRule);
export type CopiesInput = z.infer<typeof CopiesInput>;

/** What a client sends to have orders produced all or none; with `abort` none, to show it. */
export const OrderBatchInput = z.strictObject({
  orders: z.array(OrderInput).min(1).max(500),
  abort: z.boolean().default(false),
});
export type OrderBatchInput = z.infer<typeof OrderBatchInput>;

/** What the values of the topic keep to, by the version that travels in the header `schema_version`. */
export const orderContracts = { orders: { '1': Order } } as const;
