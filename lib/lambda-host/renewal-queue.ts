/** Renews functions one after another, a few at a time, in the order in which they were added. */
export interface RenewalQueue {
  /** Resolves when it is done. A function that still waits for its turn has one turn, however often it is added. */
  add(functionName: string): Promise<void>;
}

/** @param concurrency at most so many start an environment at once, so that the processors stay free for what serves */
export const openRenewalQueue = (concurrency: number, renew: (functionName: string) => Promise<void>): RenewalQueue => {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  let running = 0;

  const serveNext = (): void => {
    const [next] = waiting;
    if (running >= concurrency || !next) return;
    const [functionName, { resolve, reject }] = next;
    waiting.delete(functionName);
    running += 1;
    renew(functionName)
      .finally(() => {
        running -= 1;
        serveNext();
      })
      .then(resolve, reject);
  };

  return {
    add: (functionName) => {
      const turn = waiting.get(functionName) ?? Promise.withResolvers<void>();
      waiting.set(functionName, turn);
      serveNext();
      return turn.promise;
    },
  };
};
