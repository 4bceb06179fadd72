import { z } from 'zod';
import { CorrelationId } from '../correlation-id.ts';
import { EventTime, minuteOf } from '../event-time.ts';
import { measure } from '../measure.ts';
import { EventSource } from './event-source.ts';
import { RegionId } from './region-id.ts';

const eventType = z.literal('WeatherObservation');

const given = {
  event_id: z.string().regex(/^weather_[A-Z]+1_(?:[a-z0-9-]{1,40}_)?\d{12}$/),
  event_time: EventTime,
  region_id: RegionId,
  location_name: z.string().min(1).max(100),
  temperature_celsius: measure(-100, 100).exactOptional(),
  wind_speed_kmh: measure(0, 1_000).exactOptional(),
  humidity_percent: measure(0, 100).exactOptional(),
  source: EventSource,
};

type Named = { event_id: string; event_time: string; region_id: RegionId };

/** The id of a region's only observation in a minute: `weather_{region}_{yyyymmddHHMM}`, the minute as event_time writes it. */
export const weatherEventId = (region: RegionId, eventTime: string): string =>
  `weather_${region}_${minuteOf(eventTime)}`;

const statesItsId = ({ event_id, event_time, region_id }: Named): boolean =>
  event_id.startsWith(`weather_${region_id}_`) && event_id.endsWith(`_${minuteOf(event_time)}`);

const idRule = {
  path: ['event_id'],
  error: 'Differs from region_id and event_time',
  params: {
    fix: 'Build event_id as weather_{region_id}_{yyyymmddHHMM} or weather_{region_id}_{station}_{yyyymmddHHMM}, the minute as event_time writes it',
  },
};

/** Weather at one place at one time, version 1; what was not measured is absent. Topic `weather.observations`, keyed by region. */
export const WeatherObservation = z
  .strictObject({ ...given, event_type: eventType, ingestion_time: EventTime, correlation_id: CorrelationId })
  .refine(statesItsId, idRule);
export type WeatherObservation = z.infer<typeof WeatherObservation>;

/** What a client sends: the accepting function adds what it knows itself. */
export const WeatherObservationInput = z
  .strictObject({
    ...given,
    event_type: eventType.exactOptional(),
    ingestion_time: EventTime.exactOptional(),
    correlation_id: CorrelationId.exactOptional(),
  })
  .refine(statesItsId, idRule);
export type WeatherObservationInput = z.infer<typeof WeatherObservationInput>;
