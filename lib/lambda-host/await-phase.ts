import type { PhaseEvent } from './decide-result.ts';
import type { EnvironmentProcess } from './environment-process.ts';

/** The next event of a process. One that runs into the limit is killed, and its end awaited, so that all it wrote is in the log. */
export const awaitPhase = async (running: EnvironmentProcess, limitMs: number): Promise<PhaseEvent> => {
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    running.kill();
  }, limitMs);
  const event = await running.next();
  clearTimeout(timer);
  return timedOut ? { kind: 'timed-out' } : event;
};

export const isReady = (event: PhaseEvent): boolean => event.kind === 'message' && event.message.type === 'ready';
