import nsw1 from '../../../demos/grid/data/nsw1.csv';
import qld1 from '../../../demos/grid/data/qld1.csv';
import sa1 from '../../../demos/grid/data/sa1.csv';
import tas1 from '../../../demos/grid/data/tas1.csv';
import vic1 from '../../../demos/grid/data/vic1.csv';
import { parseMarketDay } from '../../contracts/grid/market-day/parse-market-day.ts';
import { RegionId } from '../../contracts/grid/region-id.ts';
import { decideReport } from './decide-report.ts';
import type { MarketSource } from './market-source.ts';

const csvOf: Readonly<Record<RegionId, string>> = { NSW1: nsw1, VIC1: vic1, QLD1: qld1, SA1: sa1, TAS1: tas1 };

/** The recorded day as a source: every day is 18 January 2023 again, with that day's ids. Cold start only. */
export const buildRecordedDay = (): MarketSource => {
  const days = RegionId.options.map((region) => parseMarketDay(region, csvOf[region]));
  const day = {
    dispatch: days.flatMap(({ dispatch }) => dispatch),
    weather: days.flatMap(({ weather }) => weather),
  };
  return { report: async (nowMs) => decideReport(day, nowMs) };
};
