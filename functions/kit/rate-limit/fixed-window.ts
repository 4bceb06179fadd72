import { z } from 'zod';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import { decideFixedWindow, type FixedWindow, standInFixedWindow } from './decide-fixed-window.ts';
import { NumberValue, toExpiryValue, toNumberValue } from './number-value.ts';

const Item = z.object({ startMs: NumberValue, requests: NumberValue });

/** Start and count in one item: begun anew by whoever comes first after its end, counted on by everybody else. */
export const fixedWindow: CountingAlgorithm<FixedWindow> = {
  decide: decideFixedWindow,
  toUpdate: ({ limit, windowSeconds }, known, next, nowMs) => {
    const values = {
      ':one': toNumberValue(1),
      ':ended': toNumberValue(nowMs - windowSeconds * 1000),
      ':expiresAt': toExpiryValue(next.startMs + windowSeconds * 1000),
    };
    return next.startMs === known?.startMs
      ? {
          UpdateExpression: 'SET expiresAt = :expiresAt ADD requests :one',
          ConditionExpression: 'startMs > :ended AND requests < :limit',
          ExpressionAttributeValues: { ...values, ':limit': toNumberValue(limit) },
        }
      : {
          UpdateExpression: 'SET startMs = :start, requests = :one, expiresAt = :expiresAt',
          ConditionExpression: 'attribute_not_exists(pk) OR startMs <= :ended',
          ExpressionAttributeValues: { ...values, ':start': toNumberValue(next.startMs) },
        };
  },
  parse: (item) => Item.parse(item),
  stand: standInFixedWindow,
};
