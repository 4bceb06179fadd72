import { setTimeout as sleep } from 'node:timers/promises';
import { isSameProcess } from '../foundation/process-identity.ts';
import type { ProcessExit, SupervisedProcess } from '../foundation/supervised-process.ts';
import { AnsweredByAnotherError } from './engine-errors.ts';

export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly exit: ProcessExit }
  | { readonly kind: 'silent'; readonly cause: unknown };

export interface Expectation {
  readonly port: number;
  /** Resolves if a server on that port answers its protocol. */
  readonly probe: () => Promise<void>;
  /** Whether it is this server that answers there; undefined where nobody tells. */
  readonly isListener: (pid: number, port: number) => Promise<boolean | undefined>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const pollMs = 40;

/** An answer may be another server's, on the port that this process did not get. */
const ask = async ({ identity }: SupervisedProcess, { port, probe, isListener }: Expectation): Promise<Readiness> => {
  try {
    await probe();
  } catch (cause) {
    return { kind: 'silent', cause };
  }
  const isOurs = (await isListener(identity.pid, port)) !== false && isSameProcess(identity);
  return isOurs ? { kind: 'ready' } : { kind: 'silent', cause: new AnsweredByAnotherError(port) };
};

/** Asks a server until this process of it answers its protocol, has ended or the time is over; throws where the signal aborts. */
export const waitUntilReady = async (running: SupervisedProcess, expectation: Expectation): Promise<Readiness> => {
  const { timeoutMs, signal } = expectation;
  const deadline = performance.now() + timeoutMs;
  const ended = running.exited.then((exit): Readiness => ({ kind: 'ended', exit }));
  for (;;) {
    signal.throwIfAborted();
    const readiness = await Promise.race([ended, ask(running, expectation)]);
    if (readiness.kind !== 'silent' || performance.now() > deadline) return readiness;
    await sleep(pollMs, undefined, { signal });
  }
};
