/** AWS does not publish its delays: these are ours. */
const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 10_000;

/**
 * Milliseconds until the next attempt: doubled with each setback in a row, half of it random, so that partitions do not retry in step.
 *
 * @param setbacks 1 after the first
 * @param random within [0, 1)
 */
export const decideRetryDelay = (setbacks: number, random: number): number => {
  const full = Math.min(FIRST_DELAY_MS * 2 ** (setbacks - 1), LONGEST_DELAY_MS);
  return full / 2 + (full / 2) * random;
};
