import type { Message } from 'kafkajs';
import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import { kafkaHeaders } from '../../contracts/kafka-headers.ts';

/** An event and T0, epoch milliseconds with a fraction. */
export interface AcceptedEvent<Event extends GridEvent> {
  readonly event: Event;
  readonly receivedMs: number;
}

/** The Kafka record of an event: keyed by region, so that a region's events stay in order. */
export const toGridRecord = (
  { event, receivedMs }: AcceptedEvent<GridEvent>,
  capturedMs: number,
): Message & { value: string } => ({
  key: event.region_id,
  value: JSON.stringify(event),
  headers: {
    [kafkaHeaders.correlationId]: event.correlation_id,
    [kafkaHeaders.eventType]: event.event_type,
    [kafkaHeaders.source]: event.source,
    [kafkaHeaders.timestamp]: new Date(capturedMs).toISOString(),
    [kafkaHeaders.schemaVersion]: '1',
    [kafkaHeaders.createdAt]: receivedMs.toFixed(3),
    [kafkaHeaders.capturedAt]: capturedMs.toFixed(3),
  },
});
