import type { RateLimit } from '../../contracts/rate-limit.ts';
import { FunctionError } from '../function-error.ts';
import type { CountingAlgorithm } from './counting-algorithm.ts';
import type { Refusal, Standing } from './decision.ts';
import { type CounterTable, updateCounter } from './update-counter.ts';

/** Whether a request is admitted, and where that leaves its consumer. */
export type Verdict = Standing & ({ readonly admitted: true } | Refusal);

/** Counts the requests of each key by one algorithm, over all execution environments together. */
export interface Counter {
  count(key: string, rule: RateLimit): Promise<Verdict>;
}

class CounterContendedError extends FunctionError {
  readonly code = 'COUNTER_CONTENDED';
  override readonly status = 503;
  override readonly retryable = true;
}

const maximumAttempts = 10;
const maximumKeys = 1_000;

/**
 * What is remembered of a key is what the table last said: others may have counted more since, never less. So a refusal
 * from memory is right, and costs no write. An admission is tried in the table by one conditional update; where that is
 * refused the table has told the truth, which is decided upon again. A request takes a second update only where it is the
 * first of its execution environment or of a window.
 * Cold start only.
 */
export const buildCounter = <State>(
  algorithm: CountingAlgorithm<State>,
  table: CounterTable,
  nowMs: () => number,
): Counter => {
  const remembered = new Map<string, State>();
  const remember = (key: string, state: State | undefined): void => {
    if (remembered.size >= maximumKeys) remembered.clear();
    if (state === undefined) remembered.delete(key);
    else remembered.set(key, state);
  };

  return {
    count: async (key, rule) => {
      for (let attempt = 1; attempt <= maximumAttempts; attempt++) {
        const askedMs = nowMs();
        const known = remembered.get(key);
        const decision = algorithm.decide(rule, known, askedMs);
        if (!decision.admitted) return { ...decision, remaining: 0 };

        const update = algorithm.toUpdate(rule, known, decision.state, askedMs);
        const { applied, item } = await updateCounter(table, key, update);
        const state = item === undefined ? undefined : algorithm.parse(item);
        remember(key, state);
        if (applied && state !== undefined) return { admitted: true, ...algorithm.stand(rule, state, askedMs) };
      }
      throw new CounterContendedError(`The request was not counted in ${maximumAttempts} attempts`, {
        actions: ['Send the request again in a second'],
      });
    },
  };
};
