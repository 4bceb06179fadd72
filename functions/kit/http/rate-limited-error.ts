import type { ReachedLimit } from '../../contracts/problem.ts';
import { FunctionError } from '../function-error.ts';

/** The consumer has sent as many requests as its limit admits. */
export class RateLimitedError extends FunctionError {
  readonly code = 'RATE_LIMITED';
  override readonly status = 429;
  override readonly retryable = true;
  readonly reached: ReachedLimit;

  constructor(reached: ReachedLimit, retryAfterSeconds: number) {
    const { consumer, route, limit, window_seconds } = reached;
    super(`${consumer} may send ${limit} requests in ${window_seconds} s to ${route}`, {
      actions: [`Send the request again in ${retryAfterSeconds} s`, 'Ask for a higher limit'],
    });
    this.reached = reached;
  }
}
