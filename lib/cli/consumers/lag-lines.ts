import type { ConsumerGroup, GroupPartition } from '../../../functions/contracts/admin/consumer-group.ts';
import { lagOf } from '../client/consumers/watch-groups.ts';
import { toColumns } from '../columns.ts';

/** Where a group stands in a partition: partition, committed, end, lag, grade. */
export const toPartitionCells = ({ partition, committed, end, lag, grade }: GroupPartition): string[] => [
  String(partition),
  committed === null ? '–' : String(committed),
  String(end),
  String(lag),
  grade,
];

/** Lag by partition as a table: where each group stands, and how bad that is. */
export const toLagLines = (groups: readonly ConsumerGroup[]): string[] =>
  groups.length === 0
    ? ['No consumer has read anything yet.']
    : [
        ...toColumns([
          ['consumer', 'topic', 'partition', 'committed', 'end', 'lag', 'grade'],
          ...groups.flatMap(({ consumer, topic, partitions }) =>
            partitions.map((partition) => [consumer, topic, ...toPartitionCells(partition)]),
          ),
        ]),
        '',
        ...toColumns(
          groups.map(({ group, state, members, lag }) => [
            `group ${group}`,
            state,
            `${members} member${members === 1 ? '' : 's'}`,
            `lag ${lag}`,
          ]),
        ),
      ];

/** All of it in one line, for output that is not redrawn. */
export const toLagLine = (groups: readonly ConsumerGroup[], at: Date): string => {
  const parts = groups.map(({ consumer, topic, partitions }) => {
    const lags = partitions.map(
      ({ partition, lag, grade }) => `${partition}:${lag}${grade === 'ok' ? '' : ` ${grade}`}`,
    );
    return `${consumer} ${topic} ${lags.join(', ')}`;
  });
  return `${at.toISOString().slice(11, 23)} lag ${lagOf(groups)}${parts.map((part) => ` · ${part}`).join('')}`;
};
