let originMs = performance.timeOrigin;

/**
 * Now as epoch milliseconds with a fraction. The monotonic clock gives the fraction; it is set again by the wall clock
 * when they differ by more than 2 ms, as they do once an execution environment was frozen or the wall clock was corrected.
 */
export const epochMs = (): number => {
  const elapsedMs = performance.now();
  const wallMs = Date.now();
  if (Math.abs(originMs + elapsedMs - wallMs) > 2) originMs = wallMs - elapsedMs;
  return originMs + elapsedMs;
};
