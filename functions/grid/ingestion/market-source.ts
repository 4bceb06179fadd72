import type { MarketDispatchInput } from '../../contracts/grid/market-dispatch-event-v1.ts';
import type { WeatherObservationInput } from '../../contracts/grid/weather-observation-v1.ts';

/** What a source reports for one interval, all regions. */
export interface MarketReport {
  readonly dispatch: readonly MarketDispatchInput[];
  readonly weather: readonly WeatherObservationInput[];
}

/** Where ingestion gets the market's figures from. */
export interface MarketSource {
  /** The five-minute interval that `nowMs` (epoch milliseconds) lies in. */
  report(nowMs: number): Promise<MarketReport>;
}
