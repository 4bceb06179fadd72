import { readFileSync, writeFileSync } from 'node:fs';
import { isSameProcess, ProcessIdentity } from '../foundation/process-identity.ts';
import { hasCode } from './has-code.ts';

/**
 * Which process works on a data folder, written beside it. Two brokers on one folder spoil it before Kafka notices: the
 * second one's controller appends to the metadata log before its broker asks for the lock.
 */
export interface DataOwner {
  /** Undefined where the recorded process has ended. */
  read(): ProcessIdentity | undefined;
  record(identity: ProcessIdentity): void;
}

export const openDataOwner = (file: string): DataOwner => ({
  read: () => {
    try {
      const identity = ProcessIdentity.parse(JSON.parse(readFileSync(file, 'utf8')));
      return isSameProcess(identity) ? identity : undefined;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  },
  record: (identity) => writeFileSync(file, JSON.stringify(identity)),
});
