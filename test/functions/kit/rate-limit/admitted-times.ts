import fc from 'fast-check';
import type { RateLimit } from '../../../../functions/contracts/rate-limit.ts';
import type { Decision } from '../../../../functions/kit/rate-limit/decision.ts';

/** A small limit over a few seconds, and requests that come in bursts and pauses around it; times in epoch milliseconds. */
export const traffic = (algorithm: RateLimit['algorithm']) =>
  fc.record({
    rule: fc.record({
      algorithm: fc.constant(algorithm),
      limit: fc.integer({ min: 1, max: 7 }),
      windowSeconds: fc.integer({ min: 1, max: 3 }),
    }),
    times: fc
      .array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 4_000 })), { maxLength: 60 })
      .map((gaps) => {
        let now = 1_700_000_000_000;
        return gaps.map((gap) => {
          now += gap;
          return now;
        });
      }),
  });

/** Lets requests come one after the other; gives the times of the admitted ones and the refusals with their times. */
export const replay = <State>(
  decide: (rule: RateLimit, known: State | undefined, nowMs: number) => Decision<State>,
  rule: RateLimit,
  times: readonly number[],
) => {
  let state: State | undefined;
  const admitted: number[] = [];
  const refused: { nowMs: number; retryMs: number; resetMs: number; state: State | undefined }[] = [];
  for (const nowMs of times) {
    const decision = decide(rule, state, nowMs);
    if (decision.admitted) {
      state = decision.state;
      admitted.push(nowMs);
    } else {
      refused.push({ nowMs, retryMs: decision.retryMs, resetMs: decision.resetMs, state });
    }
  }
  return { admitted, refused, state };
};
