import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { FunctionCodeError } from './errors.ts';

/** SHA-256 over names and contents of all files in a function's code folder, source maps aside. */
export const hashCode = async (codeDirectory: string): Promise<string> => {
  try {
    const entries = await readdir(codeDirectory, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => join(entry.parentPath, entry.name));
    const lines = await Promise.all(
      files.map(async (file) => `${relative(codeDirectory, file)} ${hash('sha256', await readFile(file))}`),
    );
    return hash('sha256', lines.toSorted().join('\n'));
  } catch (cause) {
    throw new FunctionCodeError(`The code folder ${codeDirectory} cannot be read.`, { cause });
  }
};
