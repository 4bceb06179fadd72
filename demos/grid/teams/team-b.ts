import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import type { RegionId } from '../../../functions/contracts/grid/region-id.ts';
import type { SourceAnswer } from './weather-source.ts';

/** Team B's own reading of the same rows. */
export interface TeamBReading {
  /** The state, without the market's number. */
  readonly region: string;
  /** Degrees Fahrenheit: the dashboard changed, the name stayed. */
  readonly temp_c: number;
  /** The wall clock of the region, daylight saving included; it does not say so. */
  readonly time: string;
}

const timeZones: Readonly<Record<RegionId, string>> = {
  NSW1: 'Australia/Sydney',
  VIC1: 'Australia/Melbourne',
  QLD1: 'Australia/Brisbane',
  SA1: 'Australia/Adelaide',
  TAS1: 'Australia/Hobart',
};

const Rows = z.array(z.looseObject({ interval: z.string(), temperature_celsius: z.string() }));

/** Team B's own pipeline, from the source's rows to what its dashboard reads. */
export const runTeamB = (answers: readonly SourceAnswer[]): TeamBReading[] =>
  answers.flatMap(({ region, csv }) =>
    Rows.parse(parse(csv, { columns: true }))
      .filter(({ temperature_celsius }) => temperature_celsius !== '')
      .map(({ interval, temperature_celsius }) => ({
        region: region.replace(/\d$/, ''),
        temp_c: Math.round((Number(temperature_celsius) * 1.8 + 32) * 10) / 10,
        time: toWallClock(interval, timeZones[region]),
      })),
  );

const toWallClock = (interval: string, timeZone: string): string =>
  new Date(interval)
    .toLocaleString('en-AU', { timeZone, dateStyle: 'short', timeStyle: 'short', hourCycle: 'h23' })
    .replace(', ', ' ');
