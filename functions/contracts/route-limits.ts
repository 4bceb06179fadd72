import { z } from 'zod';
import type { RateLimit } from './rate-limit.ts';

/** A path whose requests are counted. */
export const LimitedRoute = z.enum([
  '/v1/market/dispatch',
  '/v1/weather/observations',
  '/v1/stats',
  '/v1/orders',
  '/v1/orders/batch',
]);
export type LimitedRoute = z.infer<typeof LimitedRoute>;

const perMinute = (limit: number): RateLimit => ({ algorithm: 'fixed-window', limit, windowSeconds: 60 });

/** What each consumer may do on a route, all methods together, unless it has a limit of its own there. */
export const routeLimits: Readonly<Record<LimitedRoute, RateLimit>> = {
  '/v1/market/dispatch': perMinute(100),
  '/v1/weather/observations': perMinute(60),
  '/v1/stats': perMinute(100),
  '/v1/orders': perMinute(100),
  '/v1/orders/batch': perMinute(60),
};
