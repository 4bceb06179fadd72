import type { MarketDispatchInput } from '../../functions/contracts/grid/market-dispatch-event-v1.ts';
import type { WeatherObservationInput } from '../../functions/contracts/grid/weather-observation-v1.ts';
import { moveDispatch, moveWeather } from './move-day.ts';

export interface DayRequest {
  readonly path: '/v1/market/dispatch' | '/v1/weather/observations';
  readonly events: readonly (MarketDispatchInput | WeatherObservationInput)[];
}

interface Day {
  readonly dispatch: readonly MarketDispatchInput[];
  readonly weather: readonly WeatherObservationInput[];
}

/** One request for each interval and kind, in order of time, the day moved by whole days. */
export const buildDayRequests = ({ dispatch, weather }: Day, days: number): DayRequest[] => {
  const byTime = [
    ...group(dispatch).map(([time, events]) => ({
      time,
      path: '/v1/market/dispatch' as const,
      events: events.map((event) => moveDispatch(event, days)),
    })),
    ...group(weather).map(([time, events]) => ({
      time,
      path: '/v1/weather/observations' as const,
      events: events.map((event) => moveWeather(event, days)),
    })),
  ];
  return byTime
    .toSorted((left, right) => Date.parse(left.time) - Date.parse(right.time))
    .map(({ path, events }) => ({ path, events }));
};

const group = <Event extends { readonly event_time: string }>(events: readonly Event[]): [string, Event[]][] => [
  ...Map.groupBy(events, ({ event_time }) => event_time),
];
