import { type Aggregate, averageOf, mergeStatistics, type Statistic } from '../../contracts/grid/aggregate.ts';
import { RegionId } from '../../contracts/grid/region-id.ts';
import type { GridStats } from '../../contracts/grid/stats.ts';

/** The statistics that a consumer's aggregates add up to; dispatch by `REGION#fuel`, weather by `REGION`. */
export const decideStats = (dispatch: readonly Aggregate[], weather: readonly Aggregate[]): GridStats => ({
  total_dispatch_events: countOf(dispatch),
  total_weather_observations: countOf(weather),
  regions: RegionId.options.flatMap((region) => {
    const fuels = dispatch.filter(({ sk }) => sk.startsWith(`${region}#`));
    const observed = weather.filter(({ sk }) => sk === region);
    if (fuels.length + observed.length === 0) return [];

    const power = fuels
      .flatMap(({ measures: { value_mw } }) => (value_mw === undefined ? [] : [value_mw]))
      .reduce<Statistic | undefined>(mergeStatistics, undefined);
    return [
      {
        region_id: region,
        dispatch_events: countOf(fuels),
        ...(power === undefined ? {} : { value_mw: toMeasure(power) }),
        fuels: Object.fromEntries(
          fuels.flatMap(({ sk, measures: { value_mw } }) =>
            value_mw === undefined ? [] : [[sk.slice(region.length + 1), toMeasure(value_mw)]],
          ),
        ),
        weather_observations: countOf(observed),
        weather: Object.fromEntries(
          observed.flatMap(({ measures }) =>
            Object.entries(measures).map(([name, statistic]) => [name, toMeasure(statistic)]),
          ),
        ),
      },
    ];
  }),
});

const countOf = (aggregates: readonly Aggregate[]): number => aggregates.reduce((sum, { events }) => sum + events, 0);

const toMeasure = (statistic: Statistic) => ({
  count: statistic.count,
  avg: averageOf(statistic),
  min: statistic.min,
  max: statistic.max,
});
