import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { isSameProcess, ProcessIdentity } from '../foundation/process-identity.ts';
import { hasCode } from './has-code.ts';

/** A process, and how it lets containers in, if it does. */
const DataOwnerRecord = ProcessIdentity.extend({
  containers: z.strictObject({ address: z.string(), networks: z.array(z.string()).readonly() }).optional(),
  containerPort: z.int().optional(),
});
type DataOwnerRecord = Readonly<z.infer<typeof DataOwnerRecord>>;

/**
 * Which process works on a data folder, written beside it. Two brokers on one folder spoil it before Kafka notices: the
 * second one's controller appends to the metadata log before its broker asks for the lock.
 */
export interface DataOwner {
  /** Undefined where the recorded process has ended. */
  read(): DataOwnerRecord | undefined;
  record(owner: DataOwnerRecord): void;
}

export const openDataOwner = (file: string): DataOwner => ({
  read: () => {
    try {
      const owner = DataOwnerRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
      return isSameProcess(owner) ? owner : undefined;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  },
  record: (owner) => writeFileSync(file, JSON.stringify(owner)),
});
