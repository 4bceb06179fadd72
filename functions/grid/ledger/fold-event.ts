import { type Aggregate, addToStatistic, type Statistic } from '../../contracts/grid/aggregate.ts';
import type { GridEvent } from '../../contracts/grid/grid-event.ts';
import { aggregatesPartition } from '../../contracts/grid/stored-event.ts';

/** The aggregate that a consumer folds an event into. */
export const aggregateAddress = (consumer: string, event: GridEvent): { pk: string; sk: string } => {
  switch (event.event_type) {
    case 'MarketDispatchEvent':
      return { pk: aggregatesPartition(consumer, 'dispatch'), sk: `${event.region_id}#${event.fuel_type}` };
    case 'WeatherObservation':
      return { pk: aggregatesPartition(consumer, 'weather'), sk: event.region_id };
  }
};

/** The aggregate with one more event in it; its version is the writer's to raise. */
export const foldEvent = (aggregate: Aggregate | undefined, consumer: string, event: GridEvent): Aggregate => {
  const measures: Record<string, Statistic> = { ...aggregate?.measures };
  for (const [name, value] of Object.entries(measuresOf(event))) {
    measures[name] = addToStatistic(measures[name], value);
  }
  return {
    ...aggregateAddress(consumer, event),
    events: (aggregate?.events ?? 0) + 1,
    measures,
    version: aggregate?.version ?? 0,
  };
};

const measuresOf = (event: GridEvent): Record<string, number> => {
  switch (event.event_type) {
    case 'MarketDispatchEvent':
      return { value_mw: event.value_mw };
    case 'WeatherObservation': {
      const { temperature_celsius, wind_speed_kmh, humidity_percent } = event;
      return {
        ...(temperature_celsius === undefined ? {} : { temperature_celsius }),
        ...(wind_speed_kmh === undefined ? {} : { wind_speed_kmh }),
        ...(humidity_percent === undefined ? {} : { humidity_percent }),
      };
    }
  }
};
