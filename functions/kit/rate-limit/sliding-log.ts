import { z } from 'zod';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import { decideSlidingLog, type SlidingLog } from './decide-sliding-log.ts';
import { NumberListValue, NumberValue, toExpiryValue, toNumberValue } from './number-value.ts';

const Item = z.object({ generation: NumberValue, previousMs: NumberListValue, currentMs: NumberListValue });

/**
 * The times of all admitted requests in one item: exact in every window, for a larger item. Within a generation the
 * previous list stays and the current one only grows, so its length alone tells how much room is left.
 */
export const slidingLog: CountingAlgorithm<SlidingLog> = {
  decide: decideSlidingLog,
  update: ({ limit, windowSeconds }, known, next, nowMs) => {
    const windowMs = windowSeconds * 1000;
    const values = {
      ':now': { L: [toNumberValue(nowMs)] },
      ':expiresAt': toExpiryValue(nowMs + windowMs),
    };
    if (known === undefined) {
      return {
        UpdateExpression:
          'SET generation = :next, previousMs = :empty, currentMs = :now, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(pk)',
        ExpressionAttributeValues: { ...values, ':next': toNumberValue(next.generation), ':empty': { L: [] } },
      };
    }

    const isLive = (timeMs: number): boolean => timeMs > nowMs - windowMs;
    const expired = known.currentMs.filter((timeMs) => !isLive(timeMs)).length;
    const room = limit - known.previousMs.filter(isLive).length + expired;
    const common = {
      ConditionExpression: 'generation = :known AND size(currentMs) < :room',
      ExpressionAttributeValues: {
        ...values,
        ':known': toNumberValue(known.generation),
        ':room': toNumberValue(room),
      },
    };
    return next.generation === known.generation
      ? { ...common, UpdateExpression: 'SET currentMs = list_append(currentMs, :now), expiresAt = :expiresAt' }
      : {
          ...common,
          // Both right-hand sides are read before either is written (DynamoDB, update expressions).
          UpdateExpression:
            'SET generation = :next, previousMs = currentMs, currentMs = :now, expiresAt = :expiresAt',
          ExpressionAttributeValues: {
            ...common.ExpressionAttributeValues,
            ':next': toNumberValue(next.generation),
          },
        };
  },
  parse: (item) => Item.parse(item),
};
