import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Check } from './check.ts';

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

/** Which of the preferred ports are taken by others; a taken one is no fault, the next free one is used instead. */
export const checkPorts = async (
  preferred: Readonly<Record<string, number>>,
  ownPorts: readonly number[],
): Promise<Check> => {
  const looked = await Promise.all(
    Object.entries(preferred).map(async ([name, port]) => ({
      name,
      port,
      free: ownPorts.includes(port) || (await isFree(port)),
    })),
  );
  const taken = looked.filter(({ free }) => !free);
  if (taken.length === 0) {
    return { name: 'Ports', result: 'pass', found: looked.map(({ name, port }) => `${name} ${port}`).join(', ') };
  }
  return {
    name: 'Ports',
    result: 'warn',
    found: `in use: ${taken.map(({ name, port }) => `${port} (${name})`).join(', ')}`,
    fix: 'nothing needs doing: up takes the next free port and prints it',
  };
};
