import fc from 'fast-check';
import {
  decideSlidingLog,
  type SlidingLog,
  standInSlidingLog,
} from '../../../../functions/kit/rate-limit/decide-sliding-log.ts';
import { replay, traffic } from './admitted-times.ts';

const three = { algorithm: 'sliding-log', limit: 3, windowSeconds: 1 } as const;

test('admits a request for every one that leaves the window', () => {
  const { admitted, refused } = replay(decideSlidingLog, three, [0, 100, 200, 999, 1_000, 1_050, 1_100]);

  expect(admitted).toEqual([0, 100, 200, 1_000, 1_100]);
  expect(refused).toMatchObject([
    { nowMs: 999, retryMs: 1_000, resetMs: 1_200 },
    { nowMs: 1_050, retryMs: 1_100, resetMs: 2_000 },
  ]);
});

test('admits a request exactly where fewer than the limit were admitted in the window before it', () => {
  fc.assert(
    fc.property(traffic('sliding-log'), ({ rule, times }) => {
      const { admitted } = replay(decideSlidingLog, rule, times);

      const expected: number[] = [];
      for (const time of times) {
        const inWindow = expected.filter((each) => each > time - rule.windowSeconds * 1000);
        if (inWindow.length < rule.limit) expected.push(time);
      }
      expect(admitted).toEqual(expected);
    }),
  );
});

test('keeps at most twice the limit of times, in lists that a generation only appends to', () => {
  fc.assert(
    fc.property(traffic('sliding-log'), ({ rule, times }) => {
      let log: SlidingLog | undefined;
      for (const nowMs of times) {
        const decision = decideSlidingLog(rule, log, nowMs);
        if (!decision.admitted) continue;
        const { state } = decision;

        expect(state.previousMs.length + state.currentMs.length).toBeLessThanOrEqual(2 * rule.limit);
        if (log !== undefined && state.generation === log.generation) {
          expect(state).toEqual({ ...log, currentMs: [...log.currentMs, nowMs] });
        } else if (log !== undefined) {
          expect(state.generation).toBeGreaterThan(log.generation);
          expect(state).toMatchObject({ previousMs: log.currentMs, currentMs: [nowMs] });
        }
        log = state;
      }
    }),
  );
});

test('a lowered limit waits until all but the new limit have left the window', () => {
  const log = { generation: 1, previousMs: [], currentMs: [0, 100, 200, 300, 400] };

  expect(decideSlidingLog({ ...three, limit: 2 }, log, 500)).toEqual({
    admitted: false,
    retryMs: 1_300,
    resetMs: 1_400,
  });
});

test('says what is left and when it is whole again', () => {
  const log = { generation: 1, previousMs: [0], currentMs: [600, 700] };

  expect(standInSlidingLog(three, log, 1_000)).toEqual({ remaining: 1, resetMs: 1_700 });
});
