import { open } from 'node:fs/promises';

export interface NdjsonSlice {
  readonly values: readonly unknown[];
  /** Where the next read goes on: the byte after the last whole line. */
  readonly end: number;
}

/** Reads a log of one JSON value a line from a byte offset on; a line that is still being written is left for the next read. */
export const readNdjson = async (path: string, from: number): Promise<NdjsonSlice> => {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return { values: [], end: from };
  try {
    const { size } = await file.stat();
    const start = size < from ? 0 : from;
    const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    const whole = buffer.subarray(0, buffer.lastIndexOf(0x0a) + 1);
    const lines = whole
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '');
    return { values: lines.flatMap(parseLine), end: start + whole.length };
  } finally {
    await file.close();
  }
};

const parseLine = (line: string): unknown[] => {
  try {
    return [JSON.parse(line)];
  } catch {
    // Cut off by a crash in the middle of a write: there is nothing to show.
    return [];
  }
};
