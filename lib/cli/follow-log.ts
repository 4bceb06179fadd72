import { setTimeout as delay } from 'node:timers/promises';
import type { Instance } from '../targets/local/instance.ts';
import { type LogEntry, readFunctionLog } from './client/read-function-log.ts';

const pollMs = 150;

/** Gives entries as they are written, until aborted. */
export const followLog = async (
  instance: Instance,
  from: number,
  signal: AbortSignal,
  onEntry: (entry: LogEntry) => void,
): Promise<void> => {
  let position = from;
  while (!signal.aborted) {
    const { entries, end } = await readFunctionLog(instance, position);
    entries.forEach(onEntry);
    position = end;
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
};
