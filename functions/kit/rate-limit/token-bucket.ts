import { z } from 'zod';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import { decideTokenBucket, standInTokenBucket, type TokenBucket, tokenMicros } from './decide-token-bucket.ts';
import { NumberValue, toExpiryValue, toNumberValue } from './number-value.ts';

const Item = z.object({ fullAtMicros: NumberValue });

/** One number in one item: a token taken puts off the time at which the bucket is full by what a token takes to come back. */
export const tokenBucket: CountingAlgorithm<TokenBucket> = {
  decide: decideTokenBucket,
  toUpdate: (rule, known, _next, nowMs) => {
    const nowMicros = nowMs * 1000;
    const token = tokenMicros(rule);
    const values = {
      ':now': toNumberValue(nowMicros),
      ':expiresAt': toExpiryValue(nowMs + 2 * rule.windowSeconds * 1000),
    };
    return known !== undefined && known.fullAtMicros > nowMicros
      ? {
          UpdateExpression: 'SET expiresAt = :expiresAt ADD fullAtMicros :token',
          ConditionExpression: 'fullAtMicros > :now AND fullAtMicros <= :lastToken',
          ExpressionAttributeValues: {
            ...values,
            ':token': toNumberValue(token),
            ':lastToken': toNumberValue(nowMicros + (rule.limit - 1) * token),
          },
        }
      : {
          UpdateExpression: 'SET fullAtMicros = :oneTaken, expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(pk) OR fullAtMicros <= :now',
          ExpressionAttributeValues: { ...values, ':oneTaken': toNumberValue(nowMicros + token) },
        };
  },
  parse: (item) => Item.parse(item),
  stand: standInTokenBucket,
};
