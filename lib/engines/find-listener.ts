import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Listener {
  readonly pid: number;
  readonly command: string;
}

/** Who listens on a port, where lsof is installed and may see it. */
export const findListener = async (port: number): Promise<Listener | undefined> => {
  const listing = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']).catch(
    () => undefined,
  );
  const [, pid, command] = /^p(\d+)\nc(.+)$/m.exec(listing?.stdout ?? '') ?? [];
  return pid === undefined || command === undefined ? undefined : { pid: Number(pid), command };
};

/** Whether it is this process that listens on a port; undefined where the system does not tell this user. */
export const isListener = async (pid: number, port: number): Promise<boolean | undefined> => {
  if (process.platform === 'linux') return isListenerByProc(pid, port);
  const listener = await findListener(port);
  return listener && listener.pid === pid;
};

const isListenerByProc = async (pid: number, port: number): Promise<boolean | undefined> => {
  try {
    // A kernel without IPv6 has no second table.
    const tables = [await readFile('/proc/net/tcp', 'utf8'), await readFile('/proc/net/tcp6', 'utf8').catch(() => '')];
    const sockets = new Set(tables.flatMap((table) => parseListeningSockets(table, port)));
    const folder = `/proc/${pid}/fd`;
    const opened = await Promise.all(
      (await readdir(folder)).map((descriptor) => readlink(`${folder}/${descriptor}`).catch(() => '')),
    );
    return opened.some((target) => sockets.has(target));
  } catch {
    return undefined;
  }
};

const listening = '0A';

/** Columns of proc(5), /proc/net/tcp: 1 local address as `hex:hex`, 3 state, 9 inode. */
const parseListeningSockets = (table: string, port: number): string[] =>
  table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [, localPort] = columns[1]?.split(':') ?? [];
    const isWanted = columns[3] === listening && localPort !== undefined && Number.parseInt(localPort, 16) === port;
    return isWanted ? [`socket:[${columns[9]}]`] : [];
  });
