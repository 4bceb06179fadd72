import { once } from 'node:events';
import { createServer } from 'node:net';
import { hasCode } from './has-code.ts';

export type Availability = 'free' | 'busy' | 'forbidden';

const tryToListen = async (port: number, host: string): Promise<Availability> => {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return 'free';
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE')) return 'busy';
    if (hasCode(error, 'EACCES')) return 'forbidden';
    throw error;
  } finally {
    server.close();
  }
};

/** Whether a server could listen. macOS lets 127.0.0.1 be opened beside a listener on all interfaces, so both are tried. */
export const lookAtPort = async (port: number): Promise<Availability> => {
  const local = await tryToListen(port, '127.0.0.1');
  return local === 'free' ? await tryToListen(port, '0.0.0.0') : local;
};
