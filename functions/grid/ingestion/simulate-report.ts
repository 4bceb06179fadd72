import { createHash } from 'node:crypto';
import type { MarketFigures, MarketReport } from './market-source.ts';
import { intervalOfDay, intervalStart, toMarketTime } from './market-time.ts';
import { moveDispatch, moveWeather } from './move-event.ts';

const minuteMs = 60_000;
const greatestChange = 0.02;
const greatestChangeCelsius = 0.5;

/**
 * What stands in for the interval that now lies in where its source failed: for each region and fuel the last value that the
 * recorded day has at this time of day or before, up to 2 % off, and temperatures up to 0.5 °C; SIMULATED in each event.
 *
 * One interval always gives the same events, so a repeated run adds none. Their minute is the one after the interval's first,
 * and what sources report lies on minutes that five divides: a simulated id is never that of a reported event, so neither
 * takes the other's place, in whatever order they come. Where both come, both are stored and in the totals, told apart by `source`.
 */
export const simulateReport = (day: MarketFigures, nowMs: number): MarketReport => {
  const eventTime = toMarketTime(intervalStart(nowMs) + minuteMs);
  const present = intervalOfDay(nowMs);

  const dispatch = lastOfEach(day.dispatch, present, ({ region_id, fuel_type }) => `${region_id} ${fuel_type}`);
  const weather = lastOfEach(day.weather, present, ({ region_id }) => region_id);
  return {
    eventTime,
    dispatch: dispatch
      .map((event) => moveDispatch(event, eventTime))
      .map((event) => ({
        ...event,
        value_mw: round(event.value_mw * (1 + greatestChange * changeOf(event.event_id)), 6),
        source: 'SIMULATED',
      })),
    weather: weather
      .map((event) => moveWeather(event, eventTime))
      .map(({ temperature_celsius: celsius, ...event }) => ({
        ...event,
        ...(celsius !== undefined && {
          temperature_celsius: round(celsius + greatestChangeCelsius * changeOf(event.event_id), 1),
        }),
        source: 'SIMULATED',
      })),
  };
};

/** Of each kind the last event up to an interval of the day; where there is none, the last of the day before, which is the same day. */
const lastOfEach = <Event extends { readonly event_time: string }>(
  events: readonly Event[],
  interval: number,
  kindOf: (event: Event) => string,
): Event[] => {
  const age = ({ event_time }: Event): number => (interval - intervalOfDay(Date.parse(event_time)) + 288) % 288;
  const last = new Map<string, Event>();
  for (const event of events) {
    const known = last.get(kindOf(event));
    if (known === undefined || age(event) < age(known)) last.set(kindOf(event), event);
  }
  return [...last.values()];
};

/** A number from −1 to 1 that follows from the id. */
const changeOf = (eventId: string): number =>
  (createHash('sha256').update(eventId).digest().readUInt32BE() / 0xff_ff_ff_ff) * 2 - 1;

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));
