import type { GroupPartition, LagGrade } from '../../contracts/admin/consumer-group.ts';

/** A partition's ends, and where a group stands in it; what Kafka calls −1, nothing committed, is null. */
export interface PartitionPlace {
  readonly partition: number;
  readonly committed: number | null;
  readonly begin: number;
  readonly end: number;
}

const farBehind = 100;

/**
 * How many kept records a group has not committed, and how bad that is. What was removed by retention before it was read
 * is no lag: nobody can read it any more.
 */
export const decideLag = (place: PartitionPlace): GroupPartition => {
  const next = Math.max(place.committed ?? place.begin, place.begin);
  const lag = Math.max(place.end - next, 0);
  return { ...place, lag, grade: gradeOf(lag) };
};

const gradeOf = (lag: number): LagGrade => {
  if (lag === 0) return 'ok';
  return lag < farBehind ? 'behind' : 'far behind';
};
