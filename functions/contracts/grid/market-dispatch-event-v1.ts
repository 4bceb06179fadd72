import { z } from 'zod';
import { CorrelationId } from '../correlation-id.ts';
import { EventTime, minuteOf } from '../event-time.ts';
import { measure } from '../measure.ts';
import { EventSource } from './event-source.ts';
import { RegionId } from './region-id.ts';

export const FuelType = z.enum(['solar', 'wind', 'coal', 'gas', 'hydro', 'battery']);
export type FuelType = z.infer<typeof FuelType>;

const eventType = z.literal('MarketDispatchEvent');

const given = {
  event_id: z.string().regex(/^dispatch_[A-Z]+1_[a-z]+_\d{12}$/),
  event_time: EventTime,
  region_id: RegionId,
  fuel_type: FuelType,
  /** Below zero where the fuel takes power: a battery that charges, a plant's own use. */
  value_mw: measure(-100_000, 100_000),
  unit: z.literal('MW'),
  source: EventSource,
};

type Named = { event_id: string; event_time: string; region_id: RegionId; fuel_type: FuelType };

/** The id by which a repeat is recognised: `dispatch_{region}_{fuel}_{yyyymmddHHMM}`, the minute as event_time writes it. */
export const dispatchEventId = (region: RegionId, fuel: FuelType, eventTime: string): string =>
  `dispatch_${region}_${fuel}_${minuteOf(eventTime)}`;

const statesItsId = ({ event_id, event_time, region_id, fuel_type }: Named): boolean =>
  event_id === dispatchEventId(region_id, fuel_type, event_time);

const idRule = {
  path: ['event_id'],
  error: 'Differs from region_id, fuel_type and event_time',
  params: {
    fix: 'Build event_id as dispatch_{region_id}_{fuel_type}_{yyyymmddHHMM}, the minute as event_time writes it',
  },
};

/** Power dispatched by one fuel in one region over one interval, version 1. Topic `market.dispatch`, keyed by region. */
export const MarketDispatchEvent = z
  .strictObject({ ...given, event_type: eventType, ingestion_time: EventTime, correlation_id: CorrelationId })
  .refine(statesItsId, idRule);
export type MarketDispatchEvent = z.infer<typeof MarketDispatchEvent>;

/** What a client sends: the accepting function adds what it knows itself. */
export const MarketDispatchInput = z
  .strictObject({
    ...given,
    event_type: eventType.exactOptional(),
    ingestion_time: EventTime.exactOptional(),
    correlation_id: CorrelationId.exactOptional(),
  })
  .refine(statesItsId, idRule);
export type MarketDispatchInput = z.infer<typeof MarketDispatchInput>;
