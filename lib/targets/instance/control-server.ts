import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { listenOnPrivateSocket } from '../../foundation/listen-on-private-socket.ts';

/** One operation of the control socket: what a command may ask of a running supervisor. */
export type ControlOperation = 'status' | 'apply' | 'watch' | 'down';

export interface ControlServer {
  close(): Promise<void>;
}

const operationNames: readonly string[] = ['status', 'apply', 'watch', 'down'] satisfies ControlOperation[];

const isOperation = (text: string): text is ControlOperation => operationNames.includes(text);

/** Serves operations as HTTP POST over a Unix socket that only this user can reach. */
export const startControlServer = async (
  socketPath: string,
  operations: Readonly<Record<ControlOperation, () => Promise<unknown>>>,
  toErrorBody: (error: unknown) => object,
): Promise<ControlServer> => {
  const server = createServer((request, response) => {
    const operation = (request.url ?? '/').slice(1);
    if (request.method !== 'POST' || !isOperation(operation)) {
      response.writeHead(404).end();
      return;
    }
    operations[operation]().then(
      (answer) => response.writeHead(200).end(JSON.stringify(answer)),
      (error: unknown) => response.writeHead(500).end(JSON.stringify(toErrorBody(error))),
    );
  });
  await listenOnPrivateSocket(server, socketPath);
  return {
    close: async () => {
      server.close();
      server.closeIdleConnections();
      await rm(socketPath, { force: true });
    },
  };
};
