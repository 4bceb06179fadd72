import type { WeatherObservation } from '../../../functions/contracts/grid/weather-observation-v1.ts';
import {
  compareParity,
  type Parity,
  type ParityItem,
} from '../../../functions/contracts/registry/cutover/compare-parity.ts';
import type { Cutover } from '../../../functions/contracts/registry/cutover/cutover-item.ts';
import { decideCutover, type Side } from '../../../functions/contracts/registry/cutover/decide-cutover.ts';
import { readCanonical, toCanonicalValues } from './canonical.ts';
import { runTeamA, type TeamAReading } from './team-a.ts';
import type { SourceAnswer } from './weather-source.ts';

/** What one step of the cutover did with the whole recorded day. */
export interface CutoverStep {
  readonly cutover: Cutover;
  /** Items written to each output. */
  readonly written: Readonly<Record<Side, number>>;
  /** Keys whose readers are answered from each output. */
  readonly served: Readonly<Record<Side, number>>;
  /** Keys that the step before served from the new output and this one serves from the old. */
  readonly movedBack: number;
  /** Of the two outputs as written; undefined where only one of them is. */
  readonly parity: Parity | undefined;
}

/** The way of a cutover that is gradual: each step can be taken back until the old output is no longer written. */
export const gradualCutover: readonly Cutover[] = [
  { mode: 'old', percent: 0 },
  { mode: 'dual', percent: 0 },
  { mode: 'dual', percent: 25 },
  { mode: 'dual', percent: 100 },
  { mode: 'new', percent: 100 },
];

/** Sends the recorded day through team A's old shape and the canonical one at every step, and compares what was written. */
export const runCutover = (
  answers: readonly SourceAnswer[],
  steps: readonly Cutover[],
  ingestionTime: string,
): CutoverStep[] => {
  const outputs = {
    old: runTeamA(answers).map(toOldItem),
    new: readCanonical(toCanonicalValues(answers, ingestionTime)).map(toNewItem),
  };
  return steps.map((cutover, index) => runStep(outputs, cutover, steps[index - 1]));
};

const runStep = (
  outputs: Readonly<Record<Side, readonly ParityItem[]>>,
  cutover: Cutover,
  previous: Cutover | undefined,
): CutoverStep => {
  const write = (side: Side) => outputs[side].filter(({ id }) => decideCutover(cutover, id).writes.includes(side));
  const written = { old: write('old'), new: write('new') };

  const keys = [...new Set([...outputs.old, ...outputs.new].map(({ id }) => id))];
  const servedFromNew = keys.filter((key) => decideCutover(cutover, key).serves === 'new');
  const servedBefore =
    previous === undefined ? [] : keys.filter((key) => decideCutover(previous, key).serves === 'new');
  return {
    cutover,
    written: { old: written.old.length, new: written.new.length },
    served: { old: keys.length - servedFromNew.length, new: servedFromNew.length },
    movedBack: servedBefore.filter((key) => !servedFromNew.includes(key)).length,
    parity: cutover.mode === 'dual' ? compareParity(written.old, written.new) : undefined,
  };
};

/** Both shapes say which region, when and how warm: the place and the instant are the id. */
const toOldItem = ({ region_id, observed_at, temperature_celsius }: TeamAReading): ParityItem => ({
  id: `${region_id}@${observed_at}`,
  values: { temperature_celsius },
});

const toNewItem = ({ region_id, event_time, temperature_celsius }: WeatherObservation): ParityItem => ({
  id: `${region_id}@${Date.parse(event_time) / 1000}`,
  values: temperature_celsius === undefined ? {} : { temperature_celsius },
});
