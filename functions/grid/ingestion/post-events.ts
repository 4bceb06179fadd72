import { FunctionError } from '../../kit/function-error.ts';

/** The gateway as any client sees it. */
export interface Gateway {
  /** Where the stage's routes begin, e.g. `https://….amazonaws.com/live/`. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly correlationId: string;
}

class IngestionRefusedError extends FunctionError {
  readonly code = 'INGESTION_REFUSED';
  override readonly retryable: boolean;

  constructor(path: string, status: number, answer: string) {
    super(`POST ${path} was answered ${status}: ${answer.slice(0, 500)}`);
    this.retryable = status >= 500 || status === 429;
  }
}

// With the source at its slowest, a run of two posts ends before the 29 s that a gateway waits for it.
const timeoutMs = 10_000;

/** Posts events to a route, e.g. `v1/market/dispatch`; nothing to post is nothing to do. Rejects unless they were accepted. */
export const postEvents = async (gateway: Gateway, path: string, events: readonly unknown[]): Promise<void> => {
  if (events.length === 0) return;

  const response = await fetch(`${gateway.apiUrl.replace(/\/$/, '')}/${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-API-Key': gateway.apiKey,
      'X-Correlation-ID': gateway.correlationId,
    },
    body: JSON.stringify(events),
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer = await response.text();
  if (response.status !== 202) throw new IngestionRefusedError(path, response.status, answer);
};
