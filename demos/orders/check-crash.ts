import type { DeliveryMode } from '../../functions/contracts/orders/delivery-mode.ts';
import type { Assertion } from '../../lib/cli/client/demo.ts';
import type { CrashRun } from './run-crash.ts';

interface Claim {
  readonly says: string;
  holds(effects: readonly number[]): boolean;
}

const sumOf = (effects: readonly number[]): number => effects.reduce((sum, each) => sum + each, 0);

/** What must be seen of each mode under a crash between its two writes: the control runs have to break. */
const claims: Readonly<Record<DeliveryMode, Claim>> = {
  'at-most-once': {
    says: 'loses some and doubles none',
    holds: (effects) => sumOf(effects) < effects.length && effects.every((each) => each <= 1),
  },
  'at-least-once': {
    says: 'doubles some and loses none',
    holds: (effects) => sumOf(effects) > effects.length && effects.every((each) => each >= 1),
  },
  'exactly-once': {
    says: 'loses none and doubles none',
    holds: (effects) => effects.every((each) => each === 1),
  },
};

/** What the data say of a run; a run in which nothing crashed proves nothing, and fails. */
export const checkCrash = (run: CrashRun): Assertion[] => {
  const { mode, point, sent, acknowledged, crashes, trails, expectedEffects, counted, times } = run;
  const { says, holds } = claims[mode];
  const effects = trails.map((trail) => trail.effects);
  const rows = sumOf(effects);
  return [
    {
      title: `${mode}: one crash at ${point}, and another environment goes on`,
      holds: crashes === 1 && times?.environments === 2 && times.recoveredMs !== undefined,
      detail: `${crashes} crash(es), ${times?.hit ?? 0} order(s) hit, recovered after ${times?.recoveredMs ?? '–'} ms`,
    },
    {
      title: `${mode}: ${says}`,
      holds: acknowledged === sent && effects.length === sent && holds(effects),
      detail: `${rows} effects of ${acknowledged} acknowledged orders`,
    },
    {
      title: `${mode}: as many effects as the table predicts, by ledger and by statistics`,
      holds: rows === expectedEffects && counted.effects === rows,
      detail: `${expectedEffects} predicted, ${rows} in the ledger, ${counted.effects} counted`,
    },
  ];
};
