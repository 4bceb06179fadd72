import type { CrashPoint } from '../../../functions/contracts/orders/crash-point.ts';
import type { DeliveryMode } from '../../../functions/contracts/orders/delivery-mode.ts';
import type { Judgement } from './judge-effects.ts';

/** What a round was hit by. */
export type Trial = CrashPoint | 'broker killed' | 'Postgres killed';

/** One round of the sweep and what came of it. */
export interface SweepRound extends Judgement {
  readonly seed: number;
  readonly mode: DeliveryMode;
  readonly trial: Trial;
  /** From when everything was sent, or the event source resumed, until nothing was left to do. */
  readonly settledMs: number;
}
