import { readFile } from 'node:fs/promises';
import { RegionId } from '../../../functions/contracts/grid/region-id.ts';

/** What one call to the source answers: a region's recorded day as CSV, one row for each interval. */
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
