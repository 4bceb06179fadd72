import { decideEventRetry } from './decide-event-retry.ts';
import { FunctionNotFoundError, HostClosedError, ThrottledError } from './errors.ts';
import type { InvokeOutcome } from './invoke-outcome.ts';

/** Asynchronous invocations: accepted at once, run in the background, tried again when they fail. */
export interface EventInvocations {
  accept(run: () => Promise<InvokeOutcome>, onDiscarded: (reason: string) => void): void;
  /** Drops what waits for its next try. */
  close(): void;
}

export const openEventInvocations = (retryDelaysMs: readonly number[]): EventInvocations => {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  const accept: EventInvocations['accept'] = (run, onDiscarded) => {
    const acceptedAt = performance.now();
    let failures = 0;
    let throttles = 0;

    const attempt = async (): Promise<void> => {
      const failure = await tryOnce(run);
      if (failure === undefined || closed) return;
      if (failure.kind === 'throttled') throttles += 1;
      else failures += 1;
      const ageMs = performance.now() - acceptedAt;
      const decision = decideEventRetry({ last: failure.kind, failures, throttles, ageMs }, retryDelaysMs);
      if (decision === 'discard') {
        onDiscarded(failure.reason);
        return;
      }
      const timer = setTimeout(() => {
        timers.delete(timer);
        void attempt();
      }, decision.retryInMs);
      timers.add(timer);
    };
    void attempt();
  };

  return {
    accept,
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

interface Failure {
  readonly kind: 'failed' | 'throttled';
  readonly reason: string;
}

const tryOnce = async (run: () => Promise<InvokeOutcome>): Promise<Failure | undefined> => {
  try {
    const { functionError, payload } = await run();
    return functionError === undefined ? undefined : { kind: 'failed', reason: payload };
  } catch (error) {
    if (error instanceof HostClosedError || error instanceof FunctionNotFoundError) return undefined;
    return { kind: error instanceof ThrottledError ? 'throttled' : 'failed', reason: String(error) };
  }
};
