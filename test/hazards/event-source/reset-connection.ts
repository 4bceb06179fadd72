import type { Socket } from 'node:net';

/**
 * Resets a connection, or closes it where its end is already being sent: Node 24 takes such a socket for closed after a reset that the system
 * refused (EINVAL), so that it never closes and the process spins when it should end.
 */
export const resetConnection = (socket: Socket): void => {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
};
