import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { dispatchEventId, FuelType, MarketDispatchInput } from '../market-dispatch-event-v1.ts';
import type { RegionId } from '../region-id.ts';
import { WeatherObservationInput, weatherEventId } from '../weather-observation-v1.ts';
import { seriesOf } from './series.ts';

/** What became of every cell: `cells` = `mapped` + `empty` + the sum of `unmapped`. */
export interface CellTally {
  readonly cells: number;
  /** Cells that are part of an event; several may be part of one. */
  readonly mapped: number;
  readonly empty: number;
  /** Cells that are part of no event, by reason. */
  readonly unmapped: Readonly<Record<string, number>>;
}

/** One region's recorded day as canonical events, in order of time. */
export interface MarketDay {
  readonly dispatch: readonly MarketDispatchInput[];
  readonly weather: readonly WeatherObservationInput[];
  readonly tally: CellTally;
}

const incompleteFuel = 'fuel incomplete in the interval';

// The record does not name the station that measured.
const placeOf: Readonly<Record<RegionId, string>> = {
  NSW1: 'New South Wales',
  VIC1: 'Victoria',
  QLD1: 'Queensland',
  SA1: 'South Australia',
  TAS1: 'Tasmania',
};

/**
 * Maps one region's CSV (`interval` with its offset of UTC+10, then one column per series) to events.
 * An event is the whole of its fuel: all of the region's series of that fuel summed. Where one of them is not reported,
 * as half-hourly rooftop solar beside five-minute utility solar, the interval gives no event for that fuel, since a part
 * under the name of the whole would falsify every average; the cells that were reported are counted as unmapped.
 */
export const parseMarketDay = (region: RegionId, csv: string): MarketDay => {
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(csv, { columns: true, skip_empty_lines: true }));
  const dispatch: MarketDispatchInput[] = [];
  const weather: WeatherObservationInput[] = [];
  const unmapped: Record<string, number> = {};
  let [cells, mapped, empty] = [0, 0, 0];

  for (const { interval = '', ...row } of rows) {
    const columns = Object.entries(row).map(([column, text]) => ({ series: seriesOf(column), text: text.trim() }));
    cells += columns.length;
    empty += columns.filter(({ text }) => text === '').length;

    for (const { series, text } of columns) {
      if (text === '') continue;
      switch (series.kind) {
        case 'unmapped':
          unmapped[series.reason] = (unmapped[series.reason] ?? 0) + 1;
          break;
        case 'temperature':
          weather.push(toObservation(region, interval, Number(text)));
          mapped += 1;
          break;
        case 'fuel':
          break;
      }
    }

    for (const fuel of FuelType.options) {
      const parts = columns.flatMap(({ series, text }) =>
        series.kind === 'fuel' && series.fuel === fuel ? [{ sign: series.sign, text }] : [],
      );
      const reported = parts.filter(({ text }) => text !== '');
      if (reported.length === 0) continue;
      if (reported.length < parts.length) {
        unmapped[incompleteFuel] = (unmapped[incompleteFuel] ?? 0) + reported.length;
        continue;
      }
      const megawatts = reported.reduce((sum, { sign, text }) => sum + sign * Number(text), 0);
      dispatch.push(toDispatch(region, interval, fuel, megawatts));
      mapped += reported.length;
    }
  }

  return { dispatch, weather, tally: { cells, mapped, empty, unmapped } };
};

const toDispatch = (region: RegionId, interval: string, fuel: FuelType, megawatts: number): MarketDispatchInput =>
  MarketDispatchInput.parse({
    event_id: dispatchEventId(region, fuel, interval),
    event_time: interval,
    region_id: region,
    fuel_type: fuel,
    value_mw: Number(megawatts.toFixed(6)),
    unit: 'MW',
    source: 'OPENNEM',
  });

const toObservation = (region: RegionId, interval: string, celsius: number): WeatherObservationInput =>
  WeatherObservationInput.parse({
    event_id: weatherEventId(region, interval),
    event_time: interval,
    region_id: region,
    location_name: placeOf[region],
    temperature_celsius: celsius,
    source: 'OPENNEM',
  });
