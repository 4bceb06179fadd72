import type { HazardsReport } from './run-hazards.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What the hazards did, as Markdown. */
export const toHazardsPage = ({ rounds, ...report }: HazardsReport): string => {
  const kinds = [...new Set(rounds.map(({ hazard }) => hazard))].sort();
  const rows = kinds.map((kind) => {
    const own = rounds.filter(({ hazard }) => hazard === kind);
    const settled = own.flatMap(({ settledMs }) => settledMs ?? []).sort((left, right) => left - right);
    const seconds = (ms: number | undefined) => (ms === undefined ? '' : (ms / 1000).toFixed(1));
    const median = settled[Math.floor(settled.length / 2)];
    return `| ${kind} | ${own.length} | ${seconds(median)} | ${seconds(settled.at(-1))} |`;
  });
  return [
    `Seed ${report.seed}, ${rounds.length} rounds, two pollers in one group, four partitions.`,
    '',
    '| Hazard | Rounds | Settled after, median s | Longest s |',
    '|---|---|---|---|',
    ...rows,
    '',
    '| Records | |',
    '|---|---|',
    `| acknowledged | ${report.acknowledged} |`,
    `| lost | ${report.lost.length} |`,
    `| delivered again | ${sum(Object.values(report.repeated))} |`,
    ...Object.entries(report.repeated).map(([reason, count]) => `| … ${reason} | ${count} |`),
    `| of those without an explanation | ${report.unexplained.length} |`,
    `| out of order in their partition | ${report.outOfOrder.length} |`,
    `| committed before they were handled | ${report.committedEarly.length} |`,
    `| commits that moved back | ${report.movedBack.length} |`,
    `| pollers that crashed by themselves | ${report.crashes} |`,
    `| all committed at the end | ${report.allCommitted ? 'yes' : 'no'} |`,
    '',
  ].join('\n');
};
