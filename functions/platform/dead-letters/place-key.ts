import type { RecordPlace } from '../../contracts/admin/dead-letter-listing.ts';

/** One text for one record. */
export const placeKey = ({ topic, partition, offset }: RecordPlace): string => `${topic}/${partition}/${offset}`;
