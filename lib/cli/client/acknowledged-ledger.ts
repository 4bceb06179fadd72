import { appendFile, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instance } from '../../targets/instance/instance.ts';

const fileOf = (instance: Instance, flow: string): string => join(instance.directory, `acknowledged-${flow}.txt`);

/** Notes ids that the application has acknowledged: the client's own record, against which the store is judged. */
export const recordAcknowledged = async (instance: Instance, flow: string, ids: readonly string[]): Promise<void> => {
  await appendFile(fileOf(instance, flow), toLines(ids));
};

/** The ledger of whoever notes at its end what was acknowledged over a while. */
export interface OpenLedger {
  /** Notes these ids and closes the ledger. */
  record(ids: readonly string[]): Promise<void>;
}

/** Opens the ledger before the first event is sent: where the data are removed meanwhile, what is noted in it goes with them. */
export const openAcknowledged = async (instance: Instance, flow: string): Promise<OpenLedger> => {
  const file = await open(fileOf(instance, flow), 'a');
  return {
    record: async (ids) => {
      try {
        await file.appendFile(toLines(ids));
      } finally {
        await file.close();
      }
    },
  };
};

const toLines = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

/** Every id acknowledged to a client of this machine since the data were last removed. */
export const readAcknowledged = async (instance: Instance, flow: string): Promise<string[]> => {
  const text = await readFile(fileOf(instance, flow), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
};

/** Forgets them, where what was stored has been removed. */
export const forgetAcknowledged = (instance: Instance, flow: string): Promise<void> =>
  rm(fileOf(instance, flow), { force: true });
