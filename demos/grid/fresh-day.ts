import type { MarketDispatchInput } from '../../functions/contracts/grid/market-dispatch-event-v1.ts';
import { moveDispatch } from './move-day.ts';

/** By how many whole days the recorded day must be moved so that none of its dispatch ids is stored yet. */
export const findFreshDay = (storedIds: readonly string[], dispatch: readonly MarketDispatchInput[]): number => {
  const stored = new Set(storedIds);
  const isFresh = (days: number): boolean => dispatch.every((event) => !stored.has(moveDispatch(event, days).event_id));
  let days = 0;
  while (!isFresh(days)) days += 1;
  return days;
};
