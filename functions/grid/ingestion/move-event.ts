import { dispatchEventId, type MarketDispatchInput } from '../../contracts/grid/market-dispatch-event-v1.ts';
import { type WeatherObservationInput, weatherEventId } from '../../contracts/grid/weather-observation-v1.ts';

/** The same figures at another time, under that time's id. */
export const moveDispatch = (event: MarketDispatchInput, eventTime: string): MarketDispatchInput => ({
  ...event,
  event_id: dispatchEventId(event.region_id, event.fuel_type, eventTime),
  event_time: eventTime,
});

export const moveWeather = (event: WeatherObservationInput, eventTime: string): WeatherObservationInput => ({
  ...event,
  event_id: weatherEventId(event.region_id, eventTime),
  event_time: eventTime,
});
