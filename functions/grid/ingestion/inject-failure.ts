import { once } from 'node:events';
import type { FailureSetting } from '../../contracts/grid/ingestion.ts';
import { FunctionError } from '../../kit/function-error.ts';
import type { MarketSource } from './market-source.ts';

class InjectedFailureError extends FunctionError {
  readonly code = 'SOURCE_FAILURE_INJECTED';
  override readonly retryable = true;
}

const fail = (): never => {
  throw new InjectedFailureError('The source fails because it is told to', { actions: ['./sluice ingest fail off'] });
};

/** The source as it is, or one that fails as it is told: at once, by not answering, or now and then. */
export const injectFailure = (
  source: MarketSource,
  { mode, rate }: FailureSetting,
  random: () => number = Math.random,
): MarketSource => {
  switch (mode) {
    case 'off':
      return source;
    case 'error':
      return { readInterval: async () => fail() };
    case 'timeout':
      return {
        readInterval: async (_nowMs, signal) => {
          if (!signal.aborted) await once(signal, 'abort');
          return fail();
        },
      };
    case 'flaky':
      return {
        readInterval: async (nowMs, signal) => (random() < rate ? fail() : source.readInterval(nowMs, signal)),
      };
  }
};
