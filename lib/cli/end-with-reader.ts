import type { Writable } from 'node:stream';

/**
 * Ends the process, quietly and with the exit code that it has so far, once nobody reads its output any more: `head` has gone
 * when it has seen enough, which is no failure. What watches without end would otherwise never notice.
 */
export const endWithReader = (output: Writable): void => {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
};
