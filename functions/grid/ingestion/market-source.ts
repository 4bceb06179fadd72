import type { MarketDispatchInput } from '../../contracts/grid/market-dispatch-event-v1.ts';
import type { WeatherObservationInput } from '../../contracts/grid/weather-observation-v1.ts';

/** The figures of one interval, all regions, as events; each id once. */
export interface MarketReport {
  readonly dispatch: readonly MarketDispatchInput[];
  readonly weather: readonly WeatherObservationInput[];
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
