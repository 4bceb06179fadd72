import { z } from 'zod';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import { decideSlidingLog, hasExpired, type SlidingLog, standInSlidingLog } from './decide-sliding-log.ts';
import { NumberListValue, NumberValue, toExpiryValue, toNumberValue } from './number-value.ts';

const Item = z.object({ generation: NumberValue, previousMs: NumberListValue, currentMs: NumberListValue });

/**
 * The times of all admitted requests in one item: exact in every window, for a larger item. In one generation the
 * previous list stays as it is and the current one only grows, so its length alone tells how much room is left.
 */
export const slidingLog: CountingAlgorithm<SlidingLog> = {
  decide: decideSlidingLog,
  toUpdate: (rule, known, next, nowMs) => {
    const values = {
      ':now': { L: [toNumberValue(nowMs)] },
      ':expiresAt': toExpiryValue(nowMs + rule.windowSeconds * 1000),
    };
    const generation = toNumberValue(next.generation);
    if (known === undefined) {
      return {
        UpdateExpression: 'SET generation = :next, previousMs = :none, currentMs = :now, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(pk)',
        ExpressionAttributeValues: { ...values, ':next': generation, ':none': { L: [] } },
      };
    }

    const expired = known.currentMs.filter((timeMs) => hasExpired(rule, timeMs, nowMs)).length;
    const live = known.previousMs.filter((timeMs) => !hasExpired(rule, timeMs, nowMs)).length;
    const ConditionExpression = 'generation = :known AND size(currentMs) < :room';
    const conditionValues = {
      ':known': toNumberValue(known.generation),
      ':room': toNumberValue(rule.limit - live + expired),
    };
    return next.generation === known.generation
      ? {
          UpdateExpression: 'SET currentMs = list_append(currentMs, :now), expiresAt = :expiresAt',
          ConditionExpression,
          ExpressionAttributeValues: { ...values, ...conditionValues },
        }
      : {
          // What stands on the right is the item as it was before the update (DynamoDB, update expressions).
          UpdateExpression: 'SET generation = :next, previousMs = currentMs, currentMs = :now, expiresAt = :expiresAt',
          ConditionExpression,
          ExpressionAttributeValues: { ...values, ...conditionValues, ':next': generation },
        };
  },
  parse: (item) => Item.parse(item),
  stand: standInSlidingLog,
};
