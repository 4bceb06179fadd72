import { z } from 'zod';
import { minuteOf } from '../event-time.ts';
import { measure } from '../measure.ts';
import { RegionId } from './region-id.ts';
import type { WeatherObservation } from './weather-observation-v1.ts';

/** The output that the canonical observation replaces, in the config table and in the ids of what came from it. */
export const readingsOutput = 'team-a';

/** The function that stores them in team A's own table, and its consumer group. */
export const storeReadingsFunction = 'grid-store-readings';
export const readingsGroup = `${storeReadingsFunction}.weather.readings`;

/** A temperature in team A's own shape, older than the canonical one. Topic `weather.readings`, keyed by region. */
export const WeatherReading = z.strictObject({
  region_id: RegionId,
  temperature_celsius: measure(-100, 100),
  /** Seconds since 1970, UTC; a whole minute of this century. */
  observed_at: z.int().min(946_684_800).max(4_102_444_740).multipleOf(60),
});
export type WeatherReading = z.infer<typeof WeatherReading>;

/** By which a repeat is recognised, in either shape: place and instant. */
export const readingId = ({ region_id, observed_at }: Pick<WeatherReading, 'region_id' | 'observed_at'>): string =>
  `${region_id}@${observed_at}`;

const station = `_${readingsOutput}_`;

/** Market time is UTC+10 all year. */
const marketOffsetMs = 36_000_000;

/** A reading in the canonical shape; all that it says can be read back. Team A's source is OpenNEM. */
export const toObservation = (
  { region_id, temperature_celsius, observed_at }: WeatherReading,
  known: Pick<WeatherObservation, 'ingestion_time' | 'correlation_id'>,
): WeatherObservation => {
  const event_time = new Date(observed_at * 1_000 + marketOffsetMs).toISOString().replace('.000Z', '+10:00');
  return {
    event_id: `weather_${region_id}${station}${minuteOf(event_time)}`,
    event_type: 'WeatherObservation',
    event_time,
    region_id,
    location_name: `Team A's station in ${region_id}`,
    temperature_celsius,
    source: 'OPENNEM',
    ...known,
  };
};

/** The reading that an observation was made of; undefined for any other observation. */
export const toReading = (observation: WeatherObservation): WeatherReading | undefined => {
  const { event_id, event_time, region_id, temperature_celsius } = observation;
  if (!event_id.includes(station) || temperature_celsius === undefined) return undefined;
  return { region_id, temperature_celsius, observed_at: Date.parse(event_time) / 1_000 };
};
