import { z } from 'zod';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import { decideTokenBucket, type TokenBucket, tokenMicros } from './decide-token-bucket.ts';
import { NumberValue, toExpiryValue, toNumberValue } from './number-value.ts';

const Item = z.object({ fullAtMicros: NumberValue });

/** One number in one item: a token taken from a bucket that is not full puts the time at which it is full off by one token. */
export const tokenBucket: CountingAlgorithm<TokenBucket> = {
  decide: decideTokenBucket,
  update: (rule, known, _next, nowMs) => {
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
          UpdateExpression: 'SET fullAtMicros = :oneTokenOff, expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(pk) OR fullAtMicros <= :now',
          ExpressionAttributeValues: { ...values, ':oneTokenOff': toNumberValue(nowMicros + token) },
        };
  },
  parse: (item) => Item.parse(item),
};
