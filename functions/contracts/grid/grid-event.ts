import type { ZodType } from 'zod';
import { MarketDispatchEvent } from './market-dispatch-event-v1.ts';
import type { GridTopic } from './topics.ts';
import { WeatherObservation } from './weather-observation-v1.ts';

export type GridEvent = MarketDispatchEvent | WeatherObservation;

/** What each topic's values keep to, by the version that travels in the header `schema_version`. */
export const gridContracts = {
  'market.dispatch': { '1': MarketDispatchEvent },
  'weather.observations': { '1': WeatherObservation },
} as const satisfies Record<GridTopic, Record<string, ZodType<GridEvent>>>;
