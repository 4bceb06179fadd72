import {
  BrokenCircuitError,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleAll,
  handleWhen,
  retry,
  TimeoutStrategy,
  timeout,
  wrap,
} from 'cockatiel';
import type { BreakerState } from '../../contracts/grid/ingestion.ts';
import { FunctionError } from '../../kit/function-error.ts';
import type { MarketReport, MarketSource } from './market-source.ts';

/** The breaker is open: the source was not called. */
class SourceLeftAloneError extends FunctionError {
  readonly code = 'SOURCE_LEFT_ALONE';
  override readonly retryable = true;
}

/** What came of asking a source, and what it cost. */
export interface SourceReading {
  /** Undefined where the source gave none. */
  readonly report: MarketReport | undefined;
  /** Why there is no report. */
  readonly error: Error | undefined;
  readonly calls: number;
  readonly failures: number;
  readonly breaker: BreakerState;
}

/** Asks sources so that one that fails costs little time and is left in peace. */
export interface SourceGuard {
  read(source: MarketSource, nowMs: number): Promise<SourceReading>;
}

const secondAttempts = 2;
const firstPauseMs = 100;
const longestPauseMs = 500;
const timeoutMs = 2_000;
const failuresThatOpen = 5;
const openMs = 10_000;

/**
 * A call ends within two seconds. One that failed is tried twice more, after growing pauses, unless trying again cannot help.
 * Five failures in a row open the breaker: then nothing is called for ten seconds, after which one call decides.
 * The breaker's state is kept as long as the execution environment, and each environment has its own.
 * Cold start only.
 */
export const buildSourceGuard = (): SourceGuard => {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: openMs,
    breaker: new ConsecutiveBreaker(failuresThatOpen),
  });
  const policy = wrap(
    retry(handleWhen(isWorthAnotherAttempt), {
      maxAttempts: secondAttempts,
      backoff: new ExponentialBackoff({ initialDelay: firstPauseMs, maxDelay: longestPauseMs }),
    }),
    breaker,
    timeout(timeoutMs, TimeoutStrategy.Aggressive),
  );

  return {
    read: async (source, nowMs) => {
      let calls = 0;
      try {
        const report = await policy.execute(({ signal }) => {
          calls += 1;
          return source.readInterval(nowMs, signal);
        });
        return { report, error: undefined, calls, failures: calls - 1, breaker: toBreakerState(breaker.state) };
      } catch (thrown) {
        const error = toError(thrown, breaker.lastFailure);
        return { report: undefined, error, calls, failures: calls, breaker: toBreakerState(breaker.state) };
      }
    },
  };
};

const isWorthAnotherAttempt = (error: Error): boolean =>
  !(error instanceof BrokenCircuitError) && (!(error instanceof FunctionError) || error.retryable);

/** The second and third attempt of a call that opened the breaker find it open: what opened it is the reason then too. */
const toError = (thrown: unknown, last: CircuitBreakerPolicy['lastFailure']): Error => {
  const cause = last !== undefined && 'error' in last ? last.error : undefined;
  if (thrown instanceof BrokenCircuitError) {
    return new SourceLeftAloneError(`The circuit breaker is open, for the last call failed: ${cause?.message}`, {
      cause,
    });
  }
  return thrown instanceof Error ? thrown : new Error(String(thrown));
};

const toBreakerState = (state: CircuitState): BreakerState => {
  switch (state) {
    case CircuitState.Closed:
      return 'closed';
    case CircuitState.HalfOpen:
      return 'half-open';
    case CircuitState.Open:
    case CircuitState.Isolated:
      return 'open';
  }
};
