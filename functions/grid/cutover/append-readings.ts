import type { Kafka } from 'kafkajs';
import { readingsTopic, topics } from '../../contracts/grid/topics.ts';
import type { WeatherObservation } from '../../contracts/grid/weather-observation-v1.ts';
import { toObservation, type WeatherReading } from '../../contracts/grid/weather-reading.ts';
import type { Side } from '../../contracts/registry/cutover/decide-cutover.ts';
import { buildTopicProducer } from '../../kit/kafka/topic-producer.ts';
import { type AcceptedEvent, toGridRecord } from '../acceptance/to-grid-record.ts';

/** Where a reading came from, and when. */
export interface ReadingOrigin {
  readonly correlationId: string;
  /** T0, epoch milliseconds. */
  readonly receivedMs: number;
}

/** Puts readings on the topic of one output: as they are, or in the canonical shape. */
export interface ReadingTopics {
  /** Resolves when all in-sync replicas have the readings. */
  append(side: Side, readings: readonly WeatherReading[], origin: ReadingOrigin): Promise<void>;
}

/** Cold start only. */
export const buildReadingTopics = (kafka: Kafka): ReadingTopics => {
  const observations = buildTopicProducer<AcceptedEvent<WeatherObservation>>(
    kafka,
    topics.weatherObservations,
    toGridRecord,
  );
  // The headers of both records are the same; only key and value differ between the shapes.
  const readings = buildTopicProducer<AcceptedEvent<WeatherObservation> & { readonly reading: WeatherReading }>(
    kafka,
    readingsTopic,
    (accepted, capturedMs) => ({ ...toGridRecord(accepted, capturedMs), value: JSON.stringify(accepted.reading) }),
  );

  return {
    append: async (side, some, { correlationId, receivedMs }) => {
      const accepted = some.map((reading) => ({
        reading,
        receivedMs,
        event: toObservation(reading, {
          ingestion_time: new Date(receivedMs).toISOString(),
          correlation_id: correlationId,
        }),
      }));
      await (side === 'old' ? readings : observations).append(accepted);
    },
  };
};
