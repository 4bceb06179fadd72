import { deliverySemantics } from '../../../functions/contracts/orders/delivery-semantics.ts';
import { median } from '../../../lib/measure/median.ts';
import type { SweepReport } from './run-sweep.ts';
import type { SweepRound } from './sweep-round.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What the sweep found, as Markdown: a row for each mode and what hit it. */
export const toSweepPage = ({ seed, seeds, rounds, seconds }: SweepReport): string => {
  const rows = Object.values(Object.groupBy(rounds, ({ mode, trial }) => `${mode} ${trial}`)).map((own = []) =>
    toRow(own),
  );
  const failed = rounds.filter(({ faults }) => faults.length > 0).length;
  return [
    `Seeds ${seed} to ${seed + seeds - 1}, ${rounds.length} rounds in ${(seconds / 60).toFixed(1)} min.`,
    '',
    '| Mode | Hit by | Rounds | Orders | Lost | Doubled | Expected | As expected | Settled after, median s |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    failed === 0
      ? 'Every round ended as the semantics say.'
      : `${failed} of ${rounds.length} rounds did not end as the semantics say.`,
    '',
  ].join('\n');
};

const toRow = (rounds: readonly SweepRound[]): string => {
  const total = (count: (round: SweepRound) => number): number => sum(rounds.map(count));
  const asExpected = rounds.filter(({ faults }) => faults.length === 0).length;
  return [
    '',
    rounds[0]?.mode,
    rounds[0]?.trial,
    rounds.length,
    total(({ orders }) => orders),
    total(({ lost }) => lost),
    total(({ doubled }) => doubled),
    describeExpected(rounds),
    asExpected === rounds.length ? 'yes' : `${asExpected} of ${rounds.length}`,
    (median(rounds.map(({ settledMs }) => settledMs)) / 1000).toFixed(1),
    '',
  ]
    .join(' | ')
    .trim();
};

/** What a crash must do is counted from the batches that it hit; of a killed server the mode says only what it may do. */
const describeExpected = (rounds: readonly SweepRound[]): string => {
  const lost = sum(rounds.map(({ mustLose }) => mustLose));
  const doubled = sum(rounds.map(({ mustDouble }) => mustDouble));
  if (lost > 0) return `${lost} lost`;
  if (doubled > 0) return `${doubled} doubled`;
  const [first] = rounds;
  const otherwise = deliverySemantics.modes.find(({ mode }) => mode === first?.mode)?.otherwise;
  return first?.trial.endsWith('killed') && otherwise?.certainty === 'may' ? `may be ${otherwise.outcome}` : 'neither';
};
