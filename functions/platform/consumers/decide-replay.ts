import type { Replay } from '../../contracts/admin/replay.ts';
import type { GroupPlace, NamedGroup } from '../../kit/kafka/read-groups.ts';

/** A group, where it stands, and the offset of each partition that it is to begin at. */
export interface GroupTarget extends NamedGroup, Pick<GroupPlace, 'partitions'> {
  /** Partition → offset; a partition that is not in it begins at the oldest kept record. */
  readonly targets: ReadonlyMap<number, number>;
}

/**
 * Where each group begins anew. A target that retention has passed is the oldest kept record; one beyond the committed
 * offset moves the group forward, which is a skip and is counted as no repeat.
 */
export const decideReplay = (consumer: string, groups: readonly GroupTarget[]): Replay => {
  const moved = groups.map(({ group, topic, partitions, targets }) => ({
    group,
    topic,
    partitions: partitions.map(({ partition, committed, begin, end }) => ({
      partition,
      from: committed,
      to: Math.min(Math.max(targets.get(partition) ?? begin, begin), end),
    })),
  }));
  const all = moved.flatMap(({ partitions }) => partitions);
  return {
    consumer,
    repeated: all.reduce((sum, { from, to }) => sum + Math.max((from ?? to) - to, 0), 0),
    groups: moved,
  };
};
