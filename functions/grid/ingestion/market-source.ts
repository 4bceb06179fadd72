import type { MarketDispatchInput } from '../../contracts/grid/market-dispatch-event-v1.ts';
import type { WeatherObservationInput } from '../../contracts/grid/weather-observation-v1.ts';

/** Figures of all regions as events; each id once. */
export interface MarketFigures {
  readonly dispatch: readonly MarketDispatchInput[];
  readonly weather: readonly WeatherObservationInput[];
}

/** The figures of one interval. */
export interface MarketReport extends MarketFigures {
  /** The `event_time` of all of them. */
  readonly eventTime: string;
}

/** Where ingestion gets the market's figures from. */
export interface MarketSource {
  /**
   * The five-minute interval that `nowMs` (epoch milliseconds) lies in, or the newest that the source has.
   *
   * @param signal aborted when nobody waits for the report any longer
   */
  readInterval(nowMs: number, signal: AbortSignal): Promise<MarketReport>;
}
