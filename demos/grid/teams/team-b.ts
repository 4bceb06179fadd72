import type { RegionId } from '../../../functions/contracts/grid/region-id.ts';
import { type SourceAnswer, temperatureRows } from './weather-source.ts';

/** Team B's own reading of the same rows. */
export interface TeamBReading {
  /** The state, without the market's number. */
  readonly region: string;
  /** Degrees Fahrenheit, whatever the name says. */
  readonly temp_c: number;
  /** The wall clock of the region, daylight saving included, without its offset. */
  readonly time: string;
}

const timeZones: Readonly<Record<RegionId, string>> = {
  NSW1: 'Australia/Sydney',
  VIC1: 'Australia/Melbourne',
  QLD1: 'Australia/Brisbane',
  SA1: 'Australia/Adelaide',
  TAS1: 'Australia/Hobart',
};

/** Team B's own pipeline, from the source's rows to what its dashboard reads. */
export const runTeamB = (answers: readonly SourceAnswer[]): TeamBReading[] =>
  answers.flatMap((answer) =>
    temperatureRows(answer).map(({ interval, temperature_celsius }) => ({
      region: answer.region.replace(/\d$/, ''),
      temp_c: Math.round((Number(temperature_celsius) * 1.8 + 32) * 10) / 10,
      time: toWallClock(interval, timeZones[answer.region]),
    })),
  );

const toWallClock = (interval: string, timeZone: string): string => {
  const date = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Date(interval).toLocaleString('en-AU', { timeZone, ...date, ...time }).replace(', ', ' ');
};
