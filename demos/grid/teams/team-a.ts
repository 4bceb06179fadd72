import { type SourceAnswer, temperatureRows } from './weather-source.ts';

/** Team A's own reading: names as in the source, degrees Celsius, seconds since 1970. */
export interface TeamAReading {
  readonly region_id: string;
  readonly temperature_celsius: number;
  readonly observed_at: number;
}

/** Team A's own pipeline, from the source's rows to what its dashboard reads. */
export const runTeamA = (answers: readonly SourceAnswer[]): TeamAReading[] =>
  answers.flatMap((answer) =>
    temperatureRows(answer).map(({ interval, temperature_celsius }) => ({
      region_id: answer.region,
      temperature_celsius: Number(temperature_celsius),
      observed_at: Date.parse(interval) / 1000,
    })),
  );
