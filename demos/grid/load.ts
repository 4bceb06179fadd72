/** Load of the grid flow: recorded events of days that are not stored yet, some to a request. */

import type { Load } from '../../lib/cli/client/load.ts';
import { findFreshDay } from './fresh-day.ts';
import { readMarketDay } from './market-day/read-market-day.ts';
import { moveDispatch } from './move-day.ts';
import { postEvents } from './post-events.ts';

const answerTimeoutMs = 60_000;

export const gridLoad: Load = {
  flow: 'grid',
  prepare: async (client, { eventsPerRequest }) => {
    const { dispatch } = await readMarketDay();
    const firstDay = findFreshDay(await client.readStoredEventIds('analytics'), dispatch);
    const acknowledged: string[] = [];

    const eventsOf = (index: number) =>
      Array.from({ length: eventsPerRequest }, (_, place) => {
        const position = index * eventsPerRequest + place;
        const event = dispatch[position % dispatch.length];
        return event ? [moveDispatch(event, firstDay + Math.floor(position / dispatch.length))] : [];
      }).flat();

    return {
      send: async (index) => {
        const answer = await postEvents(
          `${client.opened.gatewayUrl}/v1/market/dispatch`,
          eventsOf(index),
          { 'X-API-Key': client.apiKey },
          AbortSignal.timeout(answerTimeoutMs),
        ).catch(() => undefined);
        acknowledged.push(...(answer?.accepted ?? []));
        return answer?.accepted.length === eventsPerRequest;
      },
      acknowledged: () => acknowledged.length,
      record: () => client.recordAcknowledged('grid', acknowledged),
    };
  },
};
