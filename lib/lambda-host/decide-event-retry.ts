export interface EventAttempts {
  readonly last: 'failed' | 'throttled';
  /** How often the function failed. */
  readonly failures: number;
  readonly throttles: number;
  /** Since the event was accepted. */
  readonly ageMs: number;
}

const sixHoursMs = 6 * 60 * 60 * 1000;
const fiveMinutesMs = 5 * 60 * 1000;

/**
 * What becomes of an event whose invocation did not succeed: a function that fails is given as many more tries as there are delays;
 * a throttled one is tried again for six hours, after one second at first and five minutes at most (Lambda Developer Guide, "How
 * Lambda handles errors and retries with asynchronous invocation").
 */
export const decideEventRetry = (
  { last, failures, throttles, ageMs }: EventAttempts,
  retryDelaysMs: readonly number[],
): { readonly retryInMs: number } | 'discard' => {
  if (ageMs > sixHoursMs) return 'discard';
  if (last === 'throttled') return { retryInMs: Math.min(1000 * 2 ** (throttles - 1), fiveMinutesMs) };
  const delayMs = retryDelaysMs[failures - 1];
  return delayMs === undefined ? 'discard' : { retryInMs: delayMs };
};
