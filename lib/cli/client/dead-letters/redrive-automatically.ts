import { setTimeout as delay } from 'node:timers/promises';
import type { RedrivenLetter } from '../../../../functions/contracts/admin/redrive.ts';
import type { AdminAccess } from '../admin-request.ts';
import { redriveAll } from './redrive-all.ts';

export interface AutomaticRedrive {
  readonly redriven: readonly RedrivenLetter[];
  /** Letters whose attempts are used up. */
  readonly exhausted: number;
  /** Letters that were still to come when it ended. */
  readonly notDue: number;
}

export interface AutomaticOptions {
  readonly signal: AbortSignal;
  /** Ends when nothing has been waiting for so long: what was sent again may have come back by then. */
  readonly idleMs: number;
  readonly topic?: string | undefined;
  readonly onRound: (redriven: readonly RedrivenLetter[], nextAt: Date | undefined) => void;
}

const shortestPauseMs = 200;
const longestPauseMs = 1_000;

/** Sends each letter again when its attempt is due, the delays doubling, until none waits any more. */
export const redriveAutomatically = async (
  admin: AdminAccess,
  options: AutomaticOptions,
): Promise<AutomaticRedrive> => {
  const { signal, idleMs, topic, onRound } = options;
  const redriven: RedrivenLetter[] = [];
  let idleSince = performance.now();
  for (;;) {
    const round = await redriveAll(admin, { select: 'due', ...(topic !== undefined && { topic }) });
    redriven.push(...round.redriven);
    const nextMs = round.nextAt === null ? undefined : Date.parse(round.nextAt);
    onRound(round.redriven, nextMs === undefined ? undefined : new Date(nextMs));

    if (round.redriven.length > 0 || round.notDue > 0) idleSince = performance.now();
    if (signal.aborted || performance.now() - idleSince >= idleMs) {
      return { redriven, exhausted: round.exhausted, notDue: round.notDue };
    }
    const untilNextMs = (nextMs ?? Number.POSITIVE_INFINITY) - Date.now();
    const pauseMs = Math.min(Math.max(untilNextMs, shortestPauseMs), longestPauseMs);
    await delay(pauseMs, undefined, { signal }).catch(() => undefined);
  }
};
