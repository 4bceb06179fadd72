import { setTimeout as delay } from 'node:timers/promises';
import type { Instance } from '../targets/instance/instance.ts';
import { type LogEntry, type LogName, readLog } from './client/read-function-log.ts';

const pollMs = 150;

/** Gives entries as they are written, until aborted. */
export const followLog = async (
  instance: Instance,
  log: LogName,
  from: number,
  signal: AbortSignal,
  onEntry: (entry: LogEntry) => void,
): Promise<void> => {
  let position = from;
  while (!signal.aborted) {
    const { entries, end } = await readLog(instance, log, position);
    entries.forEach(onEntry);
    position = end;
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
  }
};
