import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { resetConnection } from './reset-connection.ts';

/** A port in front of another one, whose connections can be held up and cut. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Passes nothing on, in either direction, until `release`; new connections are accepted and wait as well. */
  stall(): void;
  release(): void;
  /** Resets every connection that there is; new ones pass. */
  cut(): void;
}

export const startTcpProxy = async (targetPort: number): Promise<TcpProxy> => {
  const sockets = new Set<Socket>();
  let stalled = false;

  const hold = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('data', (bytes) => other.write(bytes));
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    if (stalled) socket.pause();
  };

  const server = createServer((inbound) => {
    const outbound = connect(targetPort, '127.0.0.1');
    hold(inbound, outbound);
    hold(outbound, inbound);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');

  const cut = (): void => {
    for (const socket of sockets) resetConnection(socket);
  };
  return {
    port: address.port,
    stall: () => {
      stalled = true;
      for (const socket of sockets) socket.pause();
    },
    release: () => {
      stalled = false;
      for (const socket of sockets) socket.resume();
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
};
