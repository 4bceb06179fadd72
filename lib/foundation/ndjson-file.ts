import { openLogDestination } from './open-log-destination.ts';

/** An append-only file of one JSON object a line. */
export interface NdjsonFile {
  write(entry: object): void;
  /** Resolves once everything written so far is in the file. */
  flush(): Promise<void>;
}

/** A write wakes another thread, which a busy machine feels: so many lines share one, and none waits so long that anybody notices. */
const longestBufferingMs = 100;

export const openNdjsonFile = (path: string): NdjsonFile => {
  const destination = openLogDestination(path, { minLength: 8_192, periodicFlush: longestBufferingMs });
  return {
    write: (entry) => {
      destination.write(`${JSON.stringify(entry)}\n`);
    },
    flush: () =>
      new Promise((resolve, reject) => {
        destination.flush((error) => (error ? reject(error) : resolve()));
      }),
  };
};
