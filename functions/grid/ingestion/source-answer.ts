import { z } from 'zod';
import { EventTime } from '../../contracts/event-time.ts';
import { EventSource } from '../../contracts/grid/event-source.ts';
import { dispatchEventId, FuelType, MarketDispatchInput } from '../../contracts/grid/market-dispatch-event-v1.ts';
import { RegionId } from '../../contracts/grid/region-id.ts';
import { WeatherObservationInput, weatherEventId } from '../../contracts/grid/weather-observation-v1.ts';
import { FunctionError } from '../../kit/function-error.ts';
import type { MarketReport } from './market-source.ts';
import { intervalStart, toMarketTime } from './market-time.ts';

/** A source's answer that cannot be taken for the market's present figures. */
export class SourceAnswerInvalidError extends FunctionError {
  readonly code = 'SOURCE_ANSWER_INVALID';
}

const measured = EventSource.exclude(['SIMULATED']);

/** What a live source answers; docs/ingestion.md says it in words. Further fields are ignored. */
const SourceAnswer = z.object({
  interval: EventTime,
  dispatch: z
    .array(z.object({ region_id: RegionId, fuel_type: FuelType, value_mw: z.number(), source: measured }))
    .min(1),
  weather: z
    .array(
      z.object({
        region_id: RegionId,
        location_name: z.string(),
        temperature_celsius: z.number().exactOptional(),
        wind_speed_kmh: z.number().exactOptional(),
        humidity_percent: z.number().exactOptional(),
        source: measured,
      }),
    )
    .default([]),
});

const Report = z.object({ dispatch: z.array(MarketDispatchInput), weather: z.array(WeatherObservationInput) });

const oldestMs = 60 * 60_000;
const aheadMs = 5 * 60_000;

/** Reads an answer as events of the interval that it states, in market time; an interval too old or yet to come is refused. */
export const parseSourceAnswer = (answer: unknown, nowMs: number): MarketReport => {
  const parsed = SourceAnswer.safeParse(answer);
  if (!parsed.success) throw toInvalid(parsed.error);
  const { interval, dispatch, weather } = parsed.data;
  const timeMs = Date.parse(interval);
  if (intervalStart(timeMs) !== timeMs || timeMs < nowMs - oldestMs || timeMs > nowMs + aheadMs) {
    throw new SourceAnswerInvalidError(`The source's interval ${interval} is not one of the last hour's`, {
      actions: ['Have the source state the beginning of its newest five-minute interval, with its offset from UTC'],
    });
  }

  const eventTime = toMarketTime(timeMs);
  const report = Report.safeParse({
    dispatch: dispatch.map((row) => ({
      ...row,
      event_id: dispatchEventId(row.region_id, row.fuel_type, eventTime),
      event_time: eventTime,
      unit: 'MW',
    })),
    weather: weather.map((row) => ({
      ...row,
      event_id: weatherEventId(row.region_id, eventTime),
      event_time: eventTime,
    })),
  });
  if (!report.success) throw toInvalid(report.error);
  refuseRepeats([...report.data.dispatch, ...report.data.weather]);
  return { eventTime, ...report.data };
};

const refuseRepeats = (events: readonly { readonly event_id: string }[]): void => {
  const seen = new Set<string>();
  for (const { event_id: id } of events) {
    if (seen.has(id)) {
      throw new SourceAnswerInvalidError(`The source's answer has two rows for ${id}`, {
        actions: ['Have the source give one row for each region and fuel, and one for the weather of each region'],
      });
    }
    seen.add(id);
  }
};

const toInvalid = (error: z.ZodError): SourceAnswerInvalidError =>
  new SourceAnswerInvalidError(
    `The source's answer is not what it should be: ${z.prettifyError(error).slice(0, 500)}`,
    {
      cause: error,
      actions: ['Have the source answer as docs/ingestion.md says'],
    },
  );
