import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import type { ApiRequest, ApiResponse } from '../../kit/http/api-request.ts';
import { envelope } from '../../kit/http/envelope.ts';
import type { TopicProducer } from '../../kit/kafka/topic-producer.ts';
import { metrics } from '../../kit/metrics.ts';
import type { AcceptedEvent } from './to-grid-record.ts';

/** Answers 202 with the events' ids, in the order of the request, once the broker has acknowledged all of them. */
export const acceptEvents = async <Event extends GridEvent>(
  request: ApiRequest,
  events: readonly Event[],
  topic: TopicProducer<AcceptedEvent<Event>>,
): Promise<ApiResponse> => {
  await topic.append(events.map((event) => ({ event, receivedMs: request.receivedMs })));
  metrics.addMetric('EventsAccepted', MetricUnit.Count, events.length);
  metrics.publishStoredMetrics();
  return envelope(request, 202, { accepted: events.map(({ event_id }) => event_id) }, { count: events.length });
};

/** What the accepting function knows about an event that the client left out. */
export const knownBy = (request: ApiRequest): { ingestion_time: string; correlation_id: string } => ({
  ingestion_time: new Date(request.receivedMs).toISOString(),
  correlation_id: request.correlationId,
});
