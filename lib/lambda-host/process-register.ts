import { identifyProcess, type ProcessIdentity } from '../foundation/process-identity.ts';
import { type OrphanReaper, startOrphanReaper } from './orphan-reaper.ts';

/** Knows which processes there are, for those who have to end them should this process die. */
export interface ProcessRegister {
  add(pid: number): void;
  remove(pid: number): void;
  close(): void;
}

export const openProcessRegister = (onChange: (processes: readonly ProcessIdentity[]) => void): ProcessRegister => {
  const processes = new Map<number, ProcessIdentity>();
  let reaper: OrphanReaper | undefined;
  return {
    add: (pid) => {
      reaper ??= startOrphanReaper();
      reaper.watch(pid);
      const identity = identifyProcess(pid);
      if (identity) processes.set(pid, identity);
      onChange([...processes.values()]);
    },
    remove: (pid) => {
      reaper?.forget(pid);
      processes.delete(pid);
      onChange([...processes.values()]);
    },
    close: () => reaper?.close(),
  };
};
