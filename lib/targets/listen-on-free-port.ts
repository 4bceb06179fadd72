import { once } from 'node:events';
import type { Server } from 'node:net';
import { SluiceError } from '../foundation/sluice-error.ts';

export class PortError extends SluiceError {
  readonly code = 'PORT_UNUSABLE';
}

const triedPorts = 20;

const hasCode = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

/**
 * Listens on the preferred port or, where it is in use, on the next free one.
 *
 * @param purpose what listens, for the error's sentence
 * @param host an address of this machine
 * @returns the port
 */
export const listenOnFreePort = async (
  server: Server,
  preferredPort: number,
  purpose: string,
  host = '127.0.0.1',
): Promise<number> => {
  for (let port = preferredPort; port < preferredPort + triedPorts; port += 1) {
    try {
      server.listen(port, host);
      await once(server, 'listening');
      return port;
    } catch (cause) {
      if (hasCode(cause, 'EADDRINUSE')) continue;
      if (hasCode(cause, 'EACCES')) {
        throw new PortError(`This user may not listen on port ${port}, which ${purpose} was to have.`, {
          cause,
          actions: ['take a port above 1023'],
        });
      }
      throw cause;
    }
  }
  throw new PortError(
    `The ports ${preferredPort} to ${preferredPort + triedPorts - 1} for ${purpose} are all in use.`,
    {
      actions: ['sluice doctor shows which ports are taken'],
    },
  );
};
