import { readFile } from 'node:fs/promises';
import { type CellTally, parseMarketDay } from '../../../functions/contracts/grid/market-day/parse-market-day.ts';
import type { MarketDispatchInput } from '../../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { RegionId } from '../../../functions/contracts/grid/region-id.ts';
import type { WeatherObservationInput } from '../../../functions/contracts/grid/weather-observation-v1.ts';

/** The recorded day of the whole market, in order of time, and what became of every cell of the record. */
export interface RecordedDay {
  readonly dispatch: readonly MarketDispatchInput[];
  readonly weather: readonly WeatherObservationInput[];
  readonly tally: CellTally;
}

const dataFolder = new URL('../data/', import.meta.url);

/** Reads and maps the five regions' CSV files of demos/grid/data. */
export const readMarketDay = async (): Promise<RecordedDay> => {
  const days = await Promise.all(
    RegionId.options.map(async (region) =>
      parseMarketDay(region, await readFile(new URL(`${region.toLowerCase()}.csv`, dataFolder), 'utf8')),
    ),
  );

  return {
    dispatch: days.flatMap(({ dispatch }) => dispatch).toSorted(byTime),
    weather: days.flatMap(({ weather }) => weather).toSorted(byTime),
    tally: days.map(({ tally }) => tally).reduce(addTallies),
  };
};

const byTime = (left: { event_time: string }, right: { event_time: string }): number =>
  Date.parse(left.event_time) - Date.parse(right.event_time);

const addTallies = (left: CellTally, right: CellTally): CellTally => {
  const reasons = new Set([...Object.keys(left.unmapped), ...Object.keys(right.unmapped)]);
  return {
    cells: left.cells + right.cells,
    mapped: left.mapped + right.mapped,
    empty: left.empty + right.empty,
    unmapped: Object.fromEntries(
      [...reasons].map((reason) => [reason, (left.unmapped[reason] ?? 0) + (right.unmapped[reason] ?? 0)]),
    ),
  };
};
