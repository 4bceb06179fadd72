import { z } from 'zod';
import { RateLimit } from '../rate-limit.ts';
import { LimitedRoute } from '../route-limits.ts';

/** In place of a consumer: every one that has no limit of its own on the route. */
export const everybodyElse = '*';

/** One of `data` of GET /v1/admin/limits; `data` of PUT and DELETE /v1/admin/limits/{consumer}/{route+}, what holds or what held. */
export const ListedLimit = z.strictObject({ consumer: z.string(), route: LimitedRoute, ...RateLimit.shape });
export type ListedLimit = z.infer<typeof ListedLimit>;
