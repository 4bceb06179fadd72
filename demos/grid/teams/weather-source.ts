import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { RegionId } from '../../../functions/contracts/grid/region-id.ts';

/** What one call to the source answers for a region: its recorded day as CSV, one row for each interval. */
export interface SourceAnswer {
  readonly region: RegionId;
  readonly csv: string;
}

/** Where the readings come from; each call costs what the source charges for it. */
export interface WeatherSource {
  readDay(): Promise<readonly SourceAnswer[]>;
}

const dataFolder = new URL('../data/', import.meta.url);

/** The recorded day of all five regions. */
export const recordedSource: WeatherSource = {
  readDay: () =>
    Promise.all(
      RegionId.options.map(async (region) => ({
        region,
        csv: await readFile(new URL(`${region.toLowerCase()}.csv`, dataFolder), 'utf8'),
      })),
    ),
};

/** The same source, and how often it has been called. */
export const countCalls = (source: WeatherSource): { readonly source: WeatherSource; calls(): number } => {
  let calls = 0;
  return {
    source: {
      readDay: () => {
        calls += 1;
        return source.readDay();
      },
    },
    calls: () => calls,
  };
};

const Rows = z.array(z.looseObject({ interval: z.string(), temperature_celsius: z.string() }));

/** The rows of an answer that have a temperature, as recorded. */
export const temperatureRows = ({ csv }: SourceAnswer): z.infer<typeof Rows> =>
  Rows.parse(parse(csv, { columns: true, skip_empty_lines: true })).filter(
    ({ temperature_celsius }) => temperature_celsius.trim() !== '',
  );
