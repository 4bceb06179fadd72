import { everybodyElse, type ListedLimit } from '../../../functions/contracts/admin/limit.ts';
import { toColumns } from '../columns.ts';

/** A line for each limit: whose, where, how many, how they are counted. */
export const toLimitLines = (limits: readonly ListedLimit[]): string[] =>
  toColumns(
    limits.map(({ consumer, route, limit, windowSeconds, algorithm }) => [
      consumer === everybodyElse ? 'everybody else' : consumer,
      route,
      `${limit} in ${windowSeconds} s`,
      algorithm,
    ]),
  );
