import { type HopName, hops } from '../measure/hop-latencies.ts';
import type { Figures } from './client/metrics/summarise-figures.ts';
import { toColumns } from './columns.ts';

const shownLimits = 5;
const hopNames = Object.keys(hops).filter((name): name is HopName => name in hops);

/** The figures of CloudWatch's dashboard as text: refusals, counts, latency by hop. */
export const toFigureLines = ({ since, limited, counts, hops: latencies }: Figures): string[] => {
  if (since === null)
    return ['Measured  nothing yet; on AWS it is on the dashboard that the output DashboardUrl names'];
  const total = limited.reduce((sum, { count }) => sum + count, 0);
  return [
    `Measured since ${since} (on AWS: the dashboard that the output DashboardUrl names):`,
    ...toColumns([
      ['429', String(total), ''],
      ...limited.slice(0, shownLimits).map(({ consumer, route, count }) => ['', String(count), `${consumer} ${route}`]),
      ...Object.entries(counts).map(([name, count]) => [name, String(count), '']),
      ...hopNames.flatMap((name) => {
        const { count, p50, p95, p99 } = latencies[name];
        return count === 0
          ? []
          : [[name, `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms`, hops[name]]];
      }),
    ]),
  ];
};
