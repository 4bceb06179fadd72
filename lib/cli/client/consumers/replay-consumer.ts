import type { ConsumerGroup } from '../../../../functions/contracts/admin/consumer-group.ts';
import type { Replay, ReplayRequest } from '../../../../functions/contracts/admin/replay.ts';
import { SluiceError } from '../../../foundation/sluice-error.ts';
import type { AdminAccess } from '../admin-request.ts';
import { listConsumers, readConsumerGroups, setConsumerBack } from './consumer-calls.ts';
import { switchConsumer } from './switch-consumer.ts';
import { lagOf, watchGroups } from './watch-groups.ts';

export interface Effects {
  readonly stored: number;
  /** How many of them are in what is made of them: the grid's aggregates, the orders' read model. */
  readonly folded: number;
  /** Ids that are stored more than once: a control run of a demonstration leaves some, a replay none. */
  readonly repeated: number;
}

export interface ReplayReport {
  readonly replay: Replay;
  readonly before: Effects;
  readonly after: Effects;
  /** False where the consumer was paused before: it was set back and stays paused. */
  readonly ran: boolean;
  /** Records that the consumer had not had before the replay, or that were appended during it: as many effects may be new. */
  readonly fresh: number;
  /** Whether every effect there was is still there, once, and none but those of fresh records was added. */
  readonly holds: boolean;
  /** From the pause until the consumer stood again where it had stood. */
  readonly seconds: number;
}

class ReplayNotCaughtUpError extends SluiceError {
  readonly code = 'REPLAY_NOT_CAUGHT_UP';
}

const settleMs = 10_000;

/** Pauses a consumer, sets it back, resumes it, waits until it has caught up, and counts its effects before and after. */
export const replayConsumer = async (
  admin: AdminAccess,
  name: string,
  from: ReplayRequest['from'],
  options: {
    /** Waits for what is on its way, at most so long. */
    readonly readEffects: (timeoutMs: number) => Promise<Effects>;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
  },
): Promise<ReplayReport> => {
  const started = performance.now();
  const wasEnabled = await isEnabled(admin, name);
  await switchConsumer(admin, name, false);
  const placesBefore = await readConsumerGroups(admin, name);
  const before = await options.readEffects(0);
  const replay = await setConsumerBack(admin, name, from).catch(async (error: unknown) => {
    if (wasEnabled) await switchConsumer(admin, name, true);
    throw error;
  });

  if (wasEnabled) {
    await switchConsumer(admin, name, true);
    const caughtUp = await watchGroups({
      read: () => readConsumerGroups(admin, name),
      isReached: (groups) => hasReached(groups, placesBefore),
      everyMs: 200,
      timeoutMs: options.timeoutMs,
      signal: options.signal,
      onGroups: () => undefined,
    });
    if (!caughtUp) {
      throw new ReplayNotCaughtUpError(`${name} has been set back and has not caught up yet.`, {
        actions: [`./sluice consumers lag ${name} --watch`],
      });
    }
  }
  const seconds = (performance.now() - started) / 1000;
  const after = await options.readEffects(wasEnabled ? settleMs : 0);
  const fresh = lagOf(placesBefore) + endsOf(await readConsumerGroups(admin, name)) - endsOf(placesBefore);
  const holds =
    after.repeated === before.repeated &&
    after.stored - after.folded === before.stored - before.folded &&
    after.stored >= before.stored &&
    after.stored <= before.stored + fresh;
  return { replay, before, after, ran: wasEnabled, fresh, holds, seconds };
};

const isEnabled = async (admin: AdminAccess, name: string): Promise<boolean> => {
  const consumer = (await listConsumers(admin)).find((each) => each.name === name);
  return consumer?.sources.some(({ state }) => state !== 'Disabled' && state !== 'Disabling') ?? true;
};

const hasReached = (groups: readonly ConsumerGroup[], earlier: readonly ConsumerGroup[]): boolean =>
  earlier.every(({ group, partitions }) => {
    const now = groups.find((each) => each.group === group);
    return partitions.every(({ partition, committed }) => {
      const place = now?.partitions.find((each) => each.partition === partition);
      return committed === null || (place?.committed ?? -1) >= committed;
    });
  });

const endsOf = (groups: readonly ConsumerGroup[]): number =>
  groups.flatMap(({ partitions }) => partitions).reduce((sum, { end }) => sum + end, 0);
