import type { MarketFigures, MarketReport } from './market-source.ts';
import { intervalOfDay, intervalStart, toMarketTime } from './market-time.ts';
import { moveDispatch, moveWeather } from './move-event.ts';

/** The recorded interval that began at the same market time of day as the one that now lies in, under the present date. */
export const decideReport = (day: MarketFigures, nowMs: number): MarketReport => {
  const present = intervalOfDay(nowMs);
  const isPresent = ({ event_time }: { event_time: string }) => intervalOfDay(Date.parse(event_time)) === present;
  const eventTime = toMarketTime(intervalStart(nowMs));
  return {
    eventTime,
    dispatch: day.dispatch.filter(isPresent).map((event) => moveDispatch(event, eventTime)),
    weather: day.weather.filter(isPresent).map((event) => moveWeather(event, eventTime)),
  };
};
