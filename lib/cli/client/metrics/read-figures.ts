import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../../../targets/instance/instance.ts';
import { readFunctionLog } from '../read-function-log.ts';
import { type Figures, summariseFigures } from './summarise-figures.ts';

/** So much of the log's end is read: some ten thousand lines, in well under a second. */
const longestTail = 16 * 1024 * 1024;

/** What the functions of an instance measured lately. */
export const readFigures = async (instance: Instance): Promise<Figures> => {
  const { size } = await stat(join(instance.logDirectory, 'functions.ndjson')).catch(() => ({ size: 0 }));
  const { entries } = await readFunctionLog(instance, Math.max(0, size - longestTail));
  return summariseFigures(entries);
};
