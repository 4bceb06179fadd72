import type { MarketReport } from './market-source.ts';

const intervalMs = 5 * 60_000;
const dayMs = 24 * 60 * 60_000;
/** Market time is UTC+10 all year. */
const marketOffsetMs = 10 * 60 * 60_000;

/** The recorded interval that began at the same market time of day as the one that now lies in; its own date is kept. */
export const decideReport = (day: MarketReport, nowMs: number): MarketReport => {
  const present = intervalOfDay(nowMs);
  const isPresent = ({ event_time }: { event_time: string }) => intervalOfDay(Date.parse(event_time)) === present;
  return { dispatch: day.dispatch.filter(isPresent), weather: day.weather.filter(isPresent) };
};

const intervalOfDay = (timeMs: number): number => Math.floor(((timeMs + marketOffsetMs) % dayMs) / intervalMs);
