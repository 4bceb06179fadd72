import { join } from 'node:path';
import { z } from 'zod';
import type { Instance } from '../../targets/instance/instance.ts';
import { readNdjson } from './read-ndjson.ts';

/** One line of the functions' log: what the function or the platform wrote, with the function's name. */
export const LogEntry = z.looseObject({
  function: z.string(),
  timestamp: z.string().optional(),
  level: z.string().optional(),
});
export type LogEntry = z.infer<typeof LogEntry>;

export interface LogSlice {
  readonly entries: readonly LogEntry[];
  /** Where the next read goes on: the byte after the last whole line. */
  readonly end: number;
}

/** What functions wrote, or what event sources decided about batches. */
export type LogName = 'functions' | 'event-sources';

/** An event source names the function that it feeds in a field of its own. */
const EventSourceEntry = z
  .looseObject({ functionName: z.string() })
  .transform(({ functionName, ...entry }) => ({ function: functionName, ...entry }));

/** Reads a log from a byte offset on. */
export const readLog = async (instance: Instance, log: LogName, from: number): Promise<LogSlice> => {
  const { values, end } = await readNdjson(join(instance.logDirectory, `${log}.ndjson`), from);
  const entries = log === 'functions' ? values : values.map((value) => EventSourceEntry.safeParse(value).data);
  return { entries: entries.flatMap((entry) => LogEntry.safeParse(entry).data ?? []), end };
};

/** Reads the functions' log from a byte offset on. */
export const readFunctionLog = (instance: Instance, from: number): Promise<LogSlice> =>
  readLog(instance, 'functions', from);
