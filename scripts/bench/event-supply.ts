import { readMarketDay } from '../../demos/grid/market-day/read-market-day.ts';
import { moveDispatch } from '../../demos/grid/move-day.ts';
import type { MarketDispatchInput } from '../../functions/contracts/grid/market-dispatch-event-v1.ts';

/** Gives recorded events one by one, each id once: after a day comes the next. */
export const openEventSupply = async (): Promise<() => MarketDispatchInput> => {
  const { dispatch } = await readMarketDay();
  let given = 0;
  return () => {
    const event = dispatch[given % dispatch.length];
    if (!event) throw new Error('The recorded day is empty.');
    const moved = moveDispatch(event, Math.floor(given / dispatch.length));
    given += 1;
    return moved;
  };
};
