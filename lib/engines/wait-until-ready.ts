import { setTimeout as sleep } from 'node:timers/promises';
import type { ProcessExit, SupervisedProcess } from '../foundation/supervised-process.ts';

export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'ended'; readonly exit: ProcessExit }
  | { readonly kind: 'silent'; readonly cause: unknown };

const pollMs = 40;

const ask = async (probe: () => Promise<void>): Promise<Readiness> => {
  try {
    await probe();
    return { kind: 'ready' };
  } catch (cause) {
    return { kind: 'silent', cause };
  }
};

/** Asks a server until it answers its protocol, its process has ended or the time is over; throws where the signal aborts. */
export const waitUntilReady = async (
  running: SupervisedProcess,
  probe: () => Promise<void>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Readiness> => {
  const deadline = performance.now() + timeoutMs;
  const ended = running.exited.then((exit): Readiness => ({ kind: 'ended', exit }));
  for (;;) {
    signal.throwIfAborted();
    const readiness = await Promise.race([ended, ask(probe)]);
    if (readiness.kind !== 'silent' || performance.now() > deadline) return readiness;
    await sleep(pollMs, undefined, { signal });
  }
};
