import { PortBusyError, PortForbiddenError } from './engine-errors.ts';
import { findListener } from './find-listener.ts';
import { type Availability, lookAtPort } from './look-at-port.ts';
import { type PortReservation, reservePort } from './reserve-port.ts';

export interface WantedPort {
  /** This one or none. */
  readonly exact: number | undefined;
  /** This one, or the next that is free. */
  readonly preferred: number;
}

/** Looks at a port while it is reserved: a look opens it, which an engine that is starting on it would take amiss. */
const tryPort = async (port: number): Promise<PortReservation | Exclude<Availability, 'free'>> => {
  await using trying = new AsyncDisposableStack();
  const reservation = await reservePort(port);
  if (reservation === undefined) return 'busy';
  trying.use(reservation);
  const availability = await lookAtPort(port);
  if (availability !== 'free') return availability;
  trying.move();
  return reservation;
};

const reserveFrom = async (from: number): Promise<PortReservation> => {
  for (let port = from; port <= 65_535; port += 1) {
    const tried = await tryPort(port);
    if (typeof tried !== 'string') return tried;
  }
  throw new Error(`No port from ${from} upwards is free.`);
};

const findFreeFrom = async (from: number): Promise<number> => {
  await using found = await reserveFrom(from);
  return found.port;
};

/**
 * Reserves the exact port, or throws an error that says who has it; without an exact one the preferred, or the next that is
 * free. Let it go when the server listens on it, or will not.
 */
export const choosePort = async (title: string, { exact, preferred }: WantedPort): Promise<PortReservation> => {
  if (exact === undefined) return reserveFrom(preferred);
  const tried = await tryPort(exact);
  switch (tried) {
    case 'busy':
      throw new PortBusyError(title, exact, await findFreeFrom(exact + 1), await findListener(exact));
    case 'forbidden':
      throw new PortForbiddenError(title, exact, await findFreeFrom(preferred));
    default:
      return tried;
  }
};
