import type { ListedLimit } from '../../contracts/admin/limit.ts';
import { LimitItem } from '../../contracts/rate-limit.ts';
import { LimitedRoute } from '../../contracts/route-limits.ts';

/** The limits that the config table holds; one for a route that is no more is left out. */
export const toListedLimits = (items: readonly Record<string, unknown>[]): ListedLimit[] =>
  items.flatMap((item) => {
    const { pk: _, sk, ...rule } = LimitItem.parse(item);
    const [consumer = '', path] = sk.split('#');
    const route = LimitedRoute.safeParse(path);
    return route.success ? [{ consumer, route: route.data, ...rule }] : [];
  });
