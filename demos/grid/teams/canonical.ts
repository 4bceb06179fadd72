import { parseMarketDay } from '../../../functions/contracts/grid/market-day/parse-market-day.ts';
import { WeatherObservation } from '../../../functions/contracts/grid/weather-observation-v1.ts';
import type { SourceAnswer } from './weather-source.ts';

/** The one ingestion for everybody: the source's answers as the values of `weather.observations`. */
export const toCanonicalValues = (answers: readonly SourceAnswer[], ingestionTime: string): string[] =>
  answers.flatMap(({ region, csv }) =>
    parseMarketDay(region, csv).weather.map((observation) =>
      JSON.stringify({
        ...observation,
        event_type: 'WeatherObservation',
        ingestion_time: ingestionTime,
        correlation_id: `ingest-${region}`,
      } satisfies WeatherObservation),
    ),
  );

/** All that is left of a team's pipeline: to read the topic by the contract. */
export const readCanonical = (values: readonly string[]): WeatherObservation[] =>
  values.map((value) => WeatherObservation.parse(JSON.parse(value)));
