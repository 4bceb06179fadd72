import { z } from 'zod';

/** The five regions of Australia's National Electricity Market. */
export const RegionId = z.enum(['NSW1', 'VIC1', 'QLD1', 'SA1', 'TAS1']);
export type RegionId = z.infer<typeof RegionId>;
