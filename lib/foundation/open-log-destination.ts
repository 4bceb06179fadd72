import { pino } from 'pino';

/** What is kept in memory while nothing can be written; later lines are lost. */
const longestBacklogBytes = 8 * 1024 * 1024;

/**
 * A file that lines are appended to. A full disk ends nobody: lines wait until there is room again, up to 8 MB of them.
 *
 * @param buffering without it each line is written at once
 */
export const openLogDestination = (path: string, buffering?: { minLength: number; periodicFlush: number }) => {
  const destination = pino.destination({
    dest: path,
    append: true,
    mkdir: true,
    sync: buffering === undefined,
    maxLength: longestBacklogBytes,
    ...buffering,
  });
  // An error that nobody listens to would end the process.
  destination.on('error', () => undefined);
  return destination;
};
