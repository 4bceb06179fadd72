import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 100;

/** Reads until it is as wanted or the time is up; the last reading is given either way. */
export const readUntil = async <Reading>(
  read: () => Promise<Reading>,
  isReached: (reading: Reading) => boolean,
  timeoutMs: number,
): Promise<Reading> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const reading = await read();
    if (isReached(reading) || performance.now() > deadline) return reading;
    await delay(pollMs);
  }
};
