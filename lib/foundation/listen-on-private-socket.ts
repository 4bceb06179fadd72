import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { Server } from 'node:net';

/** Listens on a Unix socket that only this user can reach; the file of a server that is no more is replaced. */
export const listenOnPrivateSocket = async (server: Server, socketPath: string): Promise<void> => {
  await rm(socketPath, { force: true });
  const mask = process.umask(0o177);
  // The socket's file is made before this returns.
  server.listen(socketPath);
  process.umask(mask);
  await once(server, 'listening');
};
