import { join } from 'node:path';
import { z } from 'zod';
import type { Instance } from '../../targets/local/instance.ts';
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

/** Reads the functions' log from a byte offset on. */
export const readFunctionLog = async (instance: Instance, from: number): Promise<LogSlice> => {
  const { values, end } = await readNdjson(join(instance.logDirectory, 'functions.ndjson'), from);
  return { entries: values.flatMap((value) => LogEntry.safeParse(value).data ?? []), end };
};
