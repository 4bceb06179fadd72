import { z } from 'zod';

/** The price of one piece: a decimal text with at most two decimals, e.g. `49.99`. */
export const Price = z.string().regex(/^(0|[1-9]\d{0,6})(\.\d{1,2})?$/);

/** A sum of money: as a price, large enough for 100 items of 10,000 pieces. */
export const Amount = z.string().regex(/^(0|[1-9]\d{0,12})(\.\d{1,2})?$/);

/** A price or amount in whole cents, exact. */
export const toCents = (money: string): bigint => {
  const [units = '', decimals = ''] = money.split('.');
  return BigInt(units) * 100n + BigInt(decimals.padEnd(2, '0'));
};

/** Whole cents as an amount with two decimals. */
export const toAmount = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
