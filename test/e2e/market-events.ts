import { dispatchEventId, type MarketDispatchInput } from '../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { RegionId } from '../../functions/contracts/grid/region-id.ts';

/** A dispatch event of the nth minute since the beginning of 2024, in market time; another n is another id. */
export const dispatchEvent = (minute: number, region: RegionId = 'NSW1', valueMw = 1.5): MarketDispatchInput => {
  const eventTime = new Date(Date.UTC(2024, 0, 1) + minute * 60_000).toISOString().replace('.000Z', '+10:00');
  return {
    event_id: dispatchEventId(region, 'coal', eventTime),
    event_time: eventTime,
    region_id: region,
    fuel_type: 'coal',
    value_mw: valueMw,
    unit: 'MW',
    source: 'OPENNEM',
  };
};

/** Events of all five regions, so of all partitions. */
export const dispatchEvents = (fromMinute: number, minutes: number): MarketDispatchInput[] =>
  Array.from({ length: minutes }, (_, index) => fromMinute + index).flatMap((minute) =>
    RegionId.options.map((region) => dispatchEvent(minute, region)),
  );
