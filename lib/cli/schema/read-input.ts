import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InputUnreadableError } from './schema-errors.ts';

/** The text of a file, or of standard input for `-`. */
export const readInput = async (file: string): Promise<string> => {
  if (file === '-') return await text(process.stdin);
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputUnreadableError(`${file} cannot be read.`, {
      cause,
      actions: ['give a file, or - for standard input'],
    });
  });
};
