import { setTimeout as delay } from 'node:timers/promises';
import type { ConsumerGroup } from '../../../../functions/contracts/admin/consumer-group.ts';

export interface WatchOptions {
  readonly read: () => Promise<ConsumerGroup[]>;
  readonly signal: AbortSignal;
  readonly everyMs: number;
  /** Ends the watching where it is true of what was read. */
  readonly isReached: (groups: readonly ConsumerGroup[]) => boolean;
  readonly timeoutMs: number;
  readonly onGroups: (groups: readonly ConsumerGroup[]) => void;
}

/** @returns whether it was reached; false where the time was up or the signal aborted */
export const watchGroups = async (options: WatchOptions): Promise<boolean> => {
  const { read, signal, everyMs, isReached, timeoutMs, onGroups } = options;
  const deadline = performance.now() + timeoutMs;
  while (!signal.aborted) {
    const groups = await read();
    onGroups(groups);
    if (isReached(groups)) return true;
    if (performance.now() >= deadline) return false;
    await delay(everyMs, undefined, { signal }).catch(() => undefined);
  }
  return false;
};

/** Records that are kept and not committed, over all groups. */
export const lagOf = (groups: readonly Pick<ConsumerGroup, 'lag'>[]): number =>
  groups.reduce((sum, { lag }) => sum + lag, 0);
