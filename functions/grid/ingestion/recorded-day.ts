import nsw1 from '../../../demos/grid/data/nsw1.csv';
import qld1 from '../../../demos/grid/data/qld1.csv';
import sa1 from '../../../demos/grid/data/sa1.csv';
import tas1 from '../../../demos/grid/data/tas1.csv';
import vic1 from '../../../demos/grid/data/vic1.csv';
import { parseMarketDay } from '../../contracts/grid/market-day/parse-market-day.ts';
import { RegionId } from '../../contracts/grid/region-id.ts';
import type { MarketFigures } from './market-source.ts';

const csvOf: Readonly<Record<RegionId, string>> = { NSW1: nsw1, VIC1: vic1, QLD1: qld1, SA1: sa1, TAS1: tas1 };

/** All of 18 January 2023, as it is in the bundle. Cold start only. */
export const readRecordedDay = (): MarketFigures => {
  const days = RegionId.options.map((region) => parseMarketDay(region, csvOf[region]));
  return {
    dispatch: days.flatMap(({ dispatch }) => dispatch),
    weather: days.flatMap(({ weather }) => weather),
  };
};
