import fc from 'fast-check';
import { decideFixedWindow, standInFixedWindow } from '../../../../functions/kit/rate-limit/decide-fixed-window.ts';
import { replay, traffic } from './admitted-times.ts';

const hundred = { algorithm: 'fixed-window', limit: 100, windowSeconds: 60 } as const;

test('admits 100 of 110 requests and the next one when 60 seconds have passed since the first', () => {
  const times = Array.from({ length: 110 }, (_, index) => 5_000 + index * 500);

  const { admitted, refused, state } = replay(decideFixedWindow, hundred, times);

  expect(admitted).toEqual(times.slice(0, 100));
  expect(refused.map(({ retryMs }) => retryMs)).toEqual(Array(10).fill(65_000));
  expect(decideFixedWindow(hundred, state, 64_999).admitted).toBe(false);
  expect(decideFixedWindow(hundred, state, 65_000)).toEqual({
    admitted: true,
    state: { startMs: 65_000, requests: 1 },
  });
});

test('admits exactly the first requests of every window, each anchored at the first request after the one before', () => {
  fc.assert(
    fc.property(traffic('fixed-window'), ({ rule, times }) => {
      const { admitted } = replay(decideFixedWindow, rule, times);

      const expected: number[] = [];
      let rest = times;
      while (rest[0] !== undefined) {
        const endMs = rest[0] + rule.windowSeconds * 1000;
        const inside = rest.filter((time) => time < endMs);
        expected.push(...inside.slice(0, rule.limit));
        rest = rest.slice(inside.length);
      }
      expect(admitted).toEqual(expected);
    }),
  );
});

test('says what is left and when it is whole again', () => {
  expect(standInFixedWindow(hundred, { startMs: 5_000, requests: 58 })).toEqual({ remaining: 42, resetMs: 65_000 });
});

test('a limit lowered below what was counted leaves nothing, and a raised one goes on counting', () => {
  const window = { startMs: 0, requests: 50 };

  expect(decideFixedWindow({ ...hundred, limit: 10 }, window, 1)).toEqual({
    admitted: false,
    retryMs: 60_000,
    resetMs: 60_000,
  });
  expect(standInFixedWindow({ ...hundred, limit: 10 }, window).remaining).toBe(0);
  expect(decideFixedWindow({ ...hundred, limit: 51 }, window, 1)).toMatchObject({
    state: { startMs: 0, requests: 51 },
  });
});
