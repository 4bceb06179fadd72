import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import getPort from 'get-port';
import { choosePort, type WantedPort } from '../../../lib/engines/choose-port.ts';
import { PortBusyError, PortForbiddenError } from '../../../lib/engines/engine-errors.ts';
import type { PortReservation } from '../../../lib/engines/reserve-port.ts';

const servers: Server[] = [];
const occupy = async (port: number, host: string) => {
  const server = createServer().listen(port, host);
  servers.push(server);
  await once(server, 'listening');
};
const reservations: PortReservation[] = [];
const choose = async (wanted: WantedPort): Promise<number> => {
  const reservation = await choosePort('Kafka', wanted);
  reservations.push(reservation);
  return reservation.port;
};
const letGo = () => Promise.all(reservations.splice(0).map((each) => each[Symbol.asyncDispose]()));

afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await letGo();
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

  expect(await choose({ exact: undefined, preferred })).toBe(preferred);
});

test.each(['127.0.0.1', '0.0.0.0'])(
  'takes the next free port where another listens on the preferred one at %s',
  async (host) => {
    const preferred = await getPort();
    await occupy(preferred, host);

    expect(await choose({ exact: undefined, preferred })).toBeGreaterThan(preferred);
  },
);

test('an exact port that is in use is refused with one that is free', async () => {
  const exact = await getPort();
  await occupy(exact, '127.0.0.1');

  const error = await choose({ exact, preferred: 1 }).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PortBusyError);
  expect(error).toMatchObject({
    code: 'PORT_BUSY',
    message: expect.stringContaining(`Port ${exact} for Kafka is in use`),
  });
  expect((error as PortBusyError).freePort).toBeGreaterThan(exact);
});

test('a port that the user may not open is told apart from one that is in use', async () => {
  const preferred = await getPort();

  const error = await asNobody(() => choose({ exact: 1, preferred })).catch((thrown: unknown) => thrown);

  expect(error).toBeInstanceOf(PortForbiddenError);
  expect(error).toMatchObject({
    code: 'PORT_FORBIDDEN',
    actions: expect.arrayContaining([`use ${preferred} instead`]),
  });
});

test('those who choose at the same moment get ports of their own, until they let them go', async () => {
  const preferred = await getPort();

  const chosen = await Promise.all(Array.from({ length: 5 }, () => choose({ exact: undefined, preferred })));
  const meanwhile = await choose({ exact: preferred, preferred }).catch((thrown: unknown) => thrown);
  await letGo();

  expect(new Set(chosen).size).toBe(5);
  expect(chosen).toContain(preferred);
  expect(meanwhile).toBeInstanceOf(PortBusyError);
  expect(await choose({ exact: preferred, preferred })).toBe(preferred);
});
