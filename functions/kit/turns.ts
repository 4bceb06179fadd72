/** Lets works that are asked for at once wait for each other, in the order of asking; each ends as it does by itself. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

export const buildTurns = (): Turns => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
};
