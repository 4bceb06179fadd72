import type { MiddlewareObj } from '@middy/core';
import { z } from 'zod';
import { RegionId } from '../../contracts/grid/region-id.ts';
import type { ApiResponse } from './api-request.ts';
import { query, type WithQuery } from './query.ts';

const RegionQuery = z.strictObject({
  region: RegionId.optional(),
  /** How many items to answer with, newest first. */
  limit: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(500))
    .default(50),
});

/** A request for the newest items of one region, or of all. */
export type WithRegionQuery = WithQuery<z.infer<typeof RegionQuery>>;

/** Reads `?region=NSW1&limit=50`; a wrong or unknown parameter is answered 400. */
export const regionQuery = (): MiddlewareObj<WithRegionQuery, ApiResponse> => query(RegionQuery);
