/** Milliseconds since it was started, to the microsecond as AWS reports durations. */
export const startStopwatch = (): (() => number) => {
  const startedAt = performance.now();
  return () => Math.round((performance.now() - startedAt) * 1000) / 1000;
};
