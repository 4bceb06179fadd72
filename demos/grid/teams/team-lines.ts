import type { AspectRow } from './compare-outputs.ts';
import type { SideBySide, TeamComparison } from './compare-teams.ts';

/** The comparison as two tables for people, one before and one after the canonical model. */
export const toTeamLines = ({ before, after }: TeamComparison): string[] => [
  `Before: each team has a pipeline of its own; ${before.sourceCalls} calls to the source`,
  ...toTable(before),
  `After: one ingestion, one canonical model; ${after.sourceCalls} call to the source`,
  ...toTable(after),
];

const toTable = ({ rows }: SideBySide): string[] => rows.flatMap(toRow);

const toRow = ({ aspect, sides, sameName, sameUnit, readings, differing }: AspectRow): string[] => {
  const disagreements = [
    ...(sameName ? [] : ['name']),
    ...(sameUnit ? [] : ['unit']),
    ...(differing === 0 ? [] : [`value in ${differing} of ${readings} readings`]),
  ];
  const [left, right] = sides.map(({ team, name, sample, unit }) => `${team} ${name} = ${sample} (${unit})`);
  const verdict =
    disagreements.length === 0 ? `agree in all ${readings} readings` : `differ: ${disagreements.join(', ')}`;
  return [`  ${aspect.padEnd(13)}${left}`, `${' '.repeat(15)}${right}`, `${' '.repeat(15)}${verdict}`];
};
