/** Lists the newest market dispatch events that analytics has stored: `?region=NSW1&limit=50`. */

import { MarketDispatchEvent } from '../contracts/grid/market-dispatch-event-v1.ts';
import { buildListHandler } from './reading/build-list-handler.ts';

export const handler = buildListHandler('/v1/market/dispatch', 'dispatch', MarketDispatchEvent);
