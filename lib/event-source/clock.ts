/** Time as the event source sees it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @returns cancels the call */
  after(delayMs: number, call: () => void): () => void;
}

export const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  after: (delayMs, call) => {
    const timer = setTimeout(call, Math.max(delayMs, 0));
    return () => clearTimeout(timer);
  },
};
