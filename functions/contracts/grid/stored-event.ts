import type { RegionId } from './region-id.ts';

/** What an event is about; also the first part of its id. */
export type EventKind = 'dispatch' | 'weather';

/** The partition of the events table that holds one consumer's events of one region; newest last. */
export const eventsPartition = (consumer: string, kind: EventKind, region: RegionId): string =>
  `${consumer}#${kind}#${region}`;

/**
 * Where a consumer stores an event. Both parts follow from the id alone, so one id is one item whatever else the event
 * says; the minute comes first, so a region's events are in order of time.
 */
export const storedEventAddress = (consumer: string, eventId: string) => {
  const [kind, region] = eventId.split('_');
  return { pk: `${consumer}#${kind}#${region}`, sk: `${eventId.slice(-12)}#${eventId}` };
};

/** The partition of the aggregates table that holds one consumer's aggregates: by `NSW1#coal`, by `NSW1` for weather. */
export const aggregatesPartition = (consumer: string, kind: EventKind): string => `${consumer}#${kind}`;
