import { dispatchEventId, type MarketDispatchInput } from '../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { type WeatherObservationInput, weatherEventId } from '../../functions/contracts/grid/weather-observation-v1.ts';

const dayMs = 86_400_000;
const marketOffsetMs = 36_000_000;

/** The same minute of another day, still in market time (UTC+10, no daylight saving). */
const moveTime = (eventTime: string, days: number): string =>
  new Date(Date.parse(eventTime) + days * dayMs + marketOffsetMs).toISOString().replace('.000Z', '+10:00');

/** The recorded figures under another day's ids, so that a repeated showing sends events that are new. */
export const moveDispatch = (event: MarketDispatchInput, days: number): MarketDispatchInput => {
  const eventTime = moveTime(event.event_time, days);
  return { ...event, event_time: eventTime, event_id: dispatchEventId(event.region_id, event.fuel_type, eventTime) };
};

export const moveWeather = (event: WeatherObservationInput, days: number): WeatherObservationInput => {
  const eventTime = moveTime(event.event_time, days);
  return { ...event, event_time: eventTime, event_id: weatherEventId(event.region_id, eventTime) };
};
