import { appendFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../../targets/instance/instance.ts';

const fileOf = (instance: Instance, flow: string): string => join(instance.directory, `acknowledged-${flow}.txt`);

/** Notes ids that the application has acknowledged: the client's own record, against which the store is judged. */
export const recordAcknowledged = async (instance: Instance, flow: string, ids: readonly string[]): Promise<void> => {
  await appendFile(fileOf(instance, flow), ids.map((id) => `${id}\n`).join(''));
};

/** Every id acknowledged to a client of this machine since the data were last removed. */
export const readAcknowledged = async (instance: Instance, flow: string): Promise<string[]> => {
  const text = await readFile(fileOf(instance, flow), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
};

/** Forgets them, where what was stored has been removed. */
export const forgetAcknowledged = (instance: Instance, flow: string): Promise<void> =>
  rm(fileOf(instance, flow), { force: true });
