import { z } from 'zod';
import { RegionId } from './region-id.ts';

const Measure = z.strictObject({ count: z.int(), avg: z.number(), min: z.number(), max: z.number() });

/** `data` of GET /v1/stats: what the analytics consumer has folded so far; a region or measure without events is absent. */
export const GridStats = z.strictObject({
  total_dispatch_events: z.int(),
  total_weather_observations: z.int(),
  regions: z.array(
    z.strictObject({
      region_id: RegionId,
      dispatch_events: z.int(),
      /** Over all fuels; absent where the region has no dispatch event. */
      value_mw: Measure.exactOptional(),
      fuels: z.record(z.string(), Measure),
      weather_observations: z.int(),
      weather: z.record(z.string(), Measure),
    }),
  ),
});
export type GridStats = z.infer<typeof GridStats>;
