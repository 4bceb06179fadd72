import type { Clock } from './clock.ts';

export interface CommitQueue {
  /** Notes the next offset to read of a partition; it is sent at once, or when the last commit is answered and a moment old. */
  request(partition: number, position: number): void;
  /** Forgets a partition that is no longer ours: what was noted for it is not sent any more, nor sent again. */
  forget(partition: number): void;
  /** Resolves when everything noted is committed, or one last try for it has failed. */
  flush(): Promise<void>;
}

export interface CommitQueuePorts {
  readonly commit: (positions: ReadonlyMap<number, number>) => Promise<void>;
  readonly committed: (positions: ReadonlyMap<number, number>) => void;
  readonly refused: (error: unknown) => void;
  readonly clock: Clock;
}

/**
 * A commit costs the broker as much as a batch of records. What was processed and not committed comes again after a crash: so little more
 * of it is worth that a source with hundreds of batches a second commits twenty times.
 */
const COMMIT_INTERVAL_MS = 50;
const RETRY_DELAY_MS = 500;

/** One commit request at a time for all partitions of a source, each with the newest positions: a slow broker delays commits, not batches. */
export const createCommitQueue = (ports: CommitQueuePorts): CommitQueue => {
  let noted = new Map<number, number>();
  let sent = new Map<number, number>();
  let underWay: Promise<void> | undefined;
  let cancelPause: (() => void) | undefined;

  const send = async (): Promise<boolean> => {
    [sent, noted] = [noted, new Map()];
    try {
      await ports.commit(sent);
      ports.committed(sent);
      return true;
    } catch (error) {
      noted = new Map([...sent, ...noted]);
      ports.refused(error);
      return false;
    } finally {
      sent = new Map();
    }
  };

  const pump = async (): Promise<void> => {
    const isCommitted = await send();
    cancelPause = ports.clock.after(isCommitted ? COMMIT_INTERVAL_MS : RETRY_DELAY_MS, () => {
      cancelPause = undefined;
      start();
    });
  };

  const start = (): void => {
    if (underWay || cancelPause || noted.size === 0) return;
    underWay = pump().finally(() => {
      underWay = undefined;
    });
  };

  return {
    request: (partition, position) => {
      noted.set(partition, position);
      start();
    },
    forget: (partition) => {
      noted.delete(partition);
      sent.delete(partition);
    },
    flush: async () => {
      await underWay;
      cancelPause?.();
      cancelPause = undefined;
      if (noted.size > 0) await send();
      noted.clear();
    },
  };
};
