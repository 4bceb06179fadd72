import { toColumns } from '../columns.ts';
import type { Trace } from './build-trace.ts';

/** A trace as a table for people. */
export const toTraceLines = ({ correlationId, hops, totalMs, consumers }: Trace): string[] => {
  if (hops.length === 0) return [`Nothing is known of the correlation id ${correlationId}.`];
  const state = consumers.length === 0 ? 'on its way: no consumer has it yet' : `processed by ${consumers.join(', ')}`;
  return [
    `Correlation id ${correlationId}, ${state}`,
    ...toColumns(
      hops.map(({ at, where, what, durationMs, records, status }) => [
        at.slice(11, 23),
        where,
        what,
        `${durationMs.toFixed(1)} ms`,
        records === undefined ? '' : `${records} record${records === 1 ? '' : 's'}`,
        status,
      ]),
    ),
    `Total ${totalMs.toFixed(1)} ms`,
  ];
};
