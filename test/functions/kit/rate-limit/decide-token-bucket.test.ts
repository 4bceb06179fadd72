import fc from 'fast-check';
import {
  decideTokenBucket,
  standInTokenBucket,
  tokenMicros,
} from '../../../../functions/kit/rate-limit/decide-token-bucket.ts';
import { replay, traffic } from './admitted-times.ts';

const hundred = { algorithm: 'token-bucket', limit: 100, windowSeconds: 60 } as const;

test('a burst of 110 gets 100, and the next token comes back after 0.6 seconds', () => {
  const { admitted, refused } = replay(decideTokenBucket, hundred, Array(110).fill(1_000));

  expect(admitted).toHaveLength(100);
  expect(refused).toHaveLength(10);
  expect(refused[0]).toMatchObject({ retryMs: 1_600, resetMs: 61_000 });
});

test('a slower run gets what comes back meanwhile: 101 of 110 over 0.6 seconds', () => {
  const times = Array.from({ length: 110 }, (_, index) => 1_000 + Math.floor((index * 600) / 100));

  expect(replay(decideTokenBucket, hundred, times).admitted).toHaveLength(101);
});

test('in any span admits at most the limit and what comes back in it, and refuses only an empty bucket', () => {
  fc.assert(
    fc.property(traffic('token-bucket'), ({ rule, times }) => {
      const { admitted, refused } = replay(decideTokenBucket, rule, times);
      const token = tokenMicros(rule);

      for (const [first, from] of admitted.entries()) {
        for (const [last, to] of admitted.entries()) {
          if (last < first) continue;
          expect(last - first + 1).toBeLessThanOrEqual(rule.limit + Math.floor(((to - from) * 1000) / token));
        }
      }
      for (const { nowMs, retryMs, state } of refused) {
        expect(standInTokenBucket(rule, state ?? { fullAtMicros: 0 }, nowMs).remaining).toBe(0);
        expect(retryMs).toBeGreaterThan(nowMs);
        expect(decideTokenBucket(rule, state, retryMs).admitted).toBe(true);
      }
    }),
  );
});

test('says what is left and when it is whole again', () => {
  const { state } = replay(decideTokenBucket, hundred, Array(30).fill(1_000));

  expect(standInTokenBucket(hundred, state ?? { fullAtMicros: 0 }, 1_000)).toEqual({ remaining: 70, resetMs: 19_000 });
  expect(standInTokenBucket(hundred, state ?? { fullAtMicros: 0 }, 4_000)).toEqual({ remaining: 75, resetMs: 19_000 });
});

test('a changed limit keeps what part of the bucket is empty', () => {
  const { state } = replay(decideTokenBucket, hundred, Array(50).fill(1_000));

  expect(standInTokenBucket({ ...hundred, limit: 10 }, state ?? { fullAtMicros: 0 }, 1_000).remaining).toBe(5);
});
