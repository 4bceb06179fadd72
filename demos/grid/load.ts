/** Load of the grid flow: recorded events of days that are not stored yet, some to a request. */

import type { Load } from '../../lib/cli/client/load.ts';
import { waitForVerification } from '../../lib/cli/client/verify-grid.ts';
import { steadyArrivals } from '../../lib/measure/arrivals.ts';
import { findFreshDay } from './fresh-day.ts';
import { readMarketDay } from './market-day/read-market-day.ts';
import { moveDispatch } from './move-day.ts';
import { postEvents } from './post-events.ts';

const answerTimeoutMs = 60_000;

export const gridLoad: Load = {
  flow: 'grid',
  prepare: async (client, { ratePerSecond, durationMs, eventsPerRequest = 1 }) => {
    const { dispatch } = await readMarketDay();
    const firstDay = findFreshDay(await client.readStoredEventIds('analytics'), dispatch);
    const ledger = await client.openAcknowledged('grid');
    const acknowledged: string[] = [];

    const eventsOf = (index: number) =>
      Array.from({ length: eventsPerRequest }, (_, place) => {
        const position = index * eventsPerRequest + place;
        const event = dispatch[position % dispatch.length];
        return event ? [moveDispatch(event, firstDay + Math.floor(position / dispatch.length))] : [];
      }).flat();

    const send = async (index: number): Promise<boolean> => {
      const answer = await postEvents(
        `${client.opened.gatewayUrl}/v1/market/dispatch`,
        eventsOf(index),
        { 'X-API-Key': client.apiKey },
        AbortSignal.timeout(answerTimeoutMs),
      ).catch(() => undefined);
      acknowledged.push(...(answer?.accepted ?? []));
      return answer?.accepted.length === eventsPerRequest;
    };

    return {
      phases: [{ name: 'steady', arrivalsMs: steadyArrivals(ratePerSecond, durationMs), durationMs, send }],
      acknowledged: () => acknowledged.length,
      record: () => ledger.record(acknowledged),
      verify: async (timeoutMs) => {
        const verification = await waitForVerification(() => client.verifyGrid('analytics'), timeoutMs);
        const { holds, missing, repeated } = verification;
        return {
          verification,
          line: holds
            ? 'every acknowledged event is stored, none twice'
            : `${missing.length} lost, ${repeated.length} twice`,
        };
      },
    };
  },
};
