import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { SourceAnswer } from './weather-source.ts';

/** Team A's own reading: names as in the source, degrees Celsius, seconds since 1970. */
export interface TeamAReading {
  readonly region_id: string;
  readonly temperature_celsius: number;
  readonly observed_at: number;
}

const Rows = z.array(z.looseObject({ interval: z.string(), temperature_celsius: z.string() }));

/** Team A's own pipeline, from the source's rows to what its dashboard reads. */
export const runTeamA = (answers: readonly SourceAnswer[]): TeamAReading[] =>
  answers.flatMap(({ region, csv }) =>
    Rows.parse(parse(csv, { columns: true }))
      .filter(({ temperature_celsius }) => temperature_celsius !== '')
      .map(({ interval, temperature_celsius }) => ({
        region_id: region,
        temperature_celsius: Number(temperature_celsius),
        observed_at: Date.parse(interval) / 1000,
      })),
  );
