import { type Expectation, type Judgement, judgeEffects } from './judge-effects.ts';
import type { Settled } from './sweep-ground.ts';

/** Judges what is in the database of the orders whose ids begin with a name, beside what must be there. */
export const judgeRound = (
  name: string,
  expected: ReadonlyMap<string, Expectation>,
  { evidence: { ledger, unfolded }, isSettled }: Settled,
): Judgement => {
  const judgement = judgeEffects(expected, new Map([...ledger].filter(([id]) => id.startsWith(name))));
  return {
    ...judgement,
    faults: [
      ...(isSettled ? [] : ['not everything was processed in time']),
      ...unfolded.filter((id) => id.startsWith(name)).map((id) => `${id} is not what its ledger rows add up to`),
      ...judgement.faults,
    ],
  };
};
