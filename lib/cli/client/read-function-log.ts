import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instance } from '../../targets/local/instance.ts';

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

/** Reads the functions' log from a byte offset on; a line that is still being written is left for the next read. */
export const readFunctionLog = async (instance: Instance, from: number): Promise<LogSlice> => {
  const file = await open(join(instance.logDirectory, 'functions.ndjson')).catch(() => undefined);
  if (file === undefined) return { entries: [], end: from };
  try {
    const { size } = await file.stat();
    const start = size < from ? 0 : from;
    const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const whole = buffer.subarray(0, buffer.lastIndexOf(0x0a) + 1);
    const lines = whole
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    return { entries: lines.flatMap(parseEntry), end: start + whole.length };
  } finally {
    await file.close();
  }
};

const parseEntry = (line: string): LogEntry[] => {
  try {
    return [LogEntry.parse(JSON.parse(line))];
  } catch {
    // Cut off by a crash in the middle of a write: there is nothing to show.
    return [];
  }
};
