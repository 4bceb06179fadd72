import { z } from 'zod';

/**
 * A measured value with at most six decimals, so that sums kept in whole millionths are exact in any order and every
 * value fits DynamoDB's number.
 */
export const measure = (minimum: number, maximum: number) =>
  z
    .number()
    .min(minimum)
    .max(maximum)
    .refine((value) => Number(value.toFixed(6)) === value, {
      error: 'Too many decimals',
      params: { fix: 'Round to six decimals' },
    });
