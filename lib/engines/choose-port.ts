import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { PortBusyError, PortForbiddenError } from './engine-errors.ts';
import { hasCode } from './has-code.ts';

type Availability = 'free' | 'busy' | 'forbidden';

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

/** macOS lets 127.0.0.1 be opened beside a listener on all interfaces, so both are tried. */
const lookAt = async (port: number): Promise<Availability> => {
  const local = await tryToListen(port, '127.0.0.1');
  return local === 'free' ? await tryToListen(port, '0.0.0.0') : local;
};

const nextFreePort = async (from: number): Promise<number> => {
  for (let port = from; port <= 65_535; port += 1) {
    if ((await lookAt(port)) === 'free') return port;
  }
  throw new Error(`No port from ${from} upwards is free.`);
};

/** `java (pid 4711)`, where lsof is installed and may see it. */
const findHolder = async (port: number): Promise<string | undefined> => {
  const listing = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']).catch(
    () => undefined,
  );
  const [, pid, command] = /^p(\d+)\nc(.+)$/m.exec(listing?.stdout ?? '') ?? [];
  return pid === undefined ? undefined : `${command} (pid ${pid})`;
};

/** The exact port, or an error that says who has it; without an exact one the preferred, or the next that is free. */
export const choosePort = async (
  title: string,
  { exact, preferred }: { exact: number | undefined; preferred: number },
): Promise<number> => {
  if (exact === undefined) return nextFreePort(preferred);
  switch (await lookAt(exact)) {
    case 'free':
      return exact;
    case 'busy':
      throw new PortBusyError(title, exact, await nextFreePort(exact + 1), await findHolder(exact));
    case 'forbidden':
      throw new PortForbiddenError(title, exact, await nextFreePort(preferred));
  }
};
