import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import getPort from 'get-port';
import { choosePort } from '../../../lib/engines/choose-port.ts';
import { PortBusyError, PortForbiddenError } from '../../../lib/engines/engine-errors.ts';

const servers: Server[] = [];
const occupy = async (port: number, host: string) => {
  const server = createServer().listen(port, host);
  servers.push(server);
  await once(server, 'listening');
};
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const nobody = 65_534;
const asNobody = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
};

test('takes the preferred port while it is free', async () => {
  const preferred = await getPort();

  expect(await choosePort('Kafka', { exact: undefined, preferred })).toBe(preferred);
});

test.each(['127.0.0.1', '0.0.0.0'])(
  'takes the next free port where another listens on the preferred one at %s',
  async (host) => {
    const preferred = await getPort();
    await occupy(preferred, host);

    expect(await choosePort('Kafka', { exact: undefined, preferred })).toBeGreaterThan(preferred);
  },
);

test('an exact port that is in use is refused with one that is free', async () => {
  const exact = await getPort();
  await occupy(exact, '127.0.0.1');

  const error = await choosePort('Kafka', { exact, preferred: 1 }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PortBusyError);
  expect(error).toMatchObject({
    code: 'PORT_BUSY',
    message: expect.stringContaining(`Port ${exact} for Kafka is in use`),
  });
  expect((error as PortBusyError).freePort).toBeGreaterThan(exact);
});

test('a port that the user may not open is told apart from one that is in use', async () => {
  const preferred = await getPort();

  const error = await asNobody(() => choosePort('Kafka', { exact: 1, preferred })).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PortForbiddenError);
  expect(error).toMatchObject({
    code: 'PORT_FORBIDDEN',
    actions: expect.arrayContaining([`use ${preferred} instead`]),
  });
});
