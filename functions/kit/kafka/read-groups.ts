import type { Admin } from 'kafkajs';
import type { GroupPartition } from '../../contracts/admin/consumer-group.ts';
import { decideLag } from './decide-lag.ts';

/** A consumer group and the one topic that it reads. */
export interface NamedGroup {
  readonly group: string;
  readonly topic: string;
}

export interface GroupPlace {
  /** Kafka's word: Stable, PreparingRebalance, CompletingRebalance, Empty, Dead. */
  readonly state: string;
  readonly members: number;
  readonly lag: number;
  readonly partitions: GroupPartition[];
}

/** Where groups stand. Ends are read after what was committed, so that no lag comes out below zero or too small. */
export const readGroups = async <Named extends NamedGroup>(
  admin: Admin,
  named: readonly Named[],
): Promise<(Named & GroupPlace)[]> => {
  if (named.length === 0) return [];
  const { groups } = await admin.describeGroups([...new Set(named.map(({ group }) => group))]);
  // One question at a time: an older refresh of kafkajs's metadata that ends late forgets topics that were asked for since.
  const committed: ReadonlyMap<number, number>[] = [];
  for (const each of named) committed.push(await readCommitted(admin, each));
  const ends = new Map<string, Awaited<ReturnType<Admin['fetchTopicOffsets']>>>();
  for (const topic of new Set(named.map((each) => each.topic))) ends.set(topic, await admin.fetchTopicOffsets(topic));

  return named.map((each, index) => {
    const described = groups.find(({ groupId }) => groupId === each.group);
    const partitions: GroupPartition[] = (ends.get(each.topic) ?? [])
      .map(({ partition, low, high }) =>
        decideLag({
          partition,
          committed: committed[index]?.get(partition) ?? null,
          begin: Number(low),
          end: Number(high),
        }),
      )
      .toSorted((left, right) => left.partition - right.partition);
    return {
      ...each,
      state: described?.state ?? 'Dead',
      members: described?.members.length ?? 0,
      lag: partitions.reduce((sum, { lag }) => sum + lag, 0),
      partitions,
    };
  });
};

const readCommitted = async (admin: Admin, { group, topic }: NamedGroup): Promise<ReadonlyMap<number, number>> => {
  const [answer] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
  return new Map(
    (answer?.partitions ?? []).flatMap(({ partition, offset }) =>
      // The client commits -2, the beginning, where an offset was out of range; -1 is nothing committed.
      Number(offset) < 0 ? [] : [[partition, Number(offset)]],
    ),
  );
};
