import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { toTraceLines } from '../../../lib/cli/client/trace-lines.ts';
import { readMarketDay } from '../market-day/read-market-day.ts';
import { moveDispatch } from '../move-day.ts';
import { postEvents } from '../post-events.ts';

const consumer = 'grid-analytics';
const waitMs = 10_000;

/** One request followed through every function by its correlation id. */
export const traceRequest: DemoPart = {
  name: 'trace',
  title: 'One request followed from the gateway to the store',
  talkingPoints: [
    'The correlation id is taken from the client or made, returned, and carried in Kafka headers to every consumer.',
    'So one id answers the question of every incident: where did this request get stuck?',
  ],
  backup: './sluice logs --correlation-id with any id of the log',
  run: async ({ client, signal, print }) => {
    const [event] = (await readMarketDay()).dispatch;
    if (!event) throw new Error('The recorded day is empty.');
    const correlationId = `demo-${crypto.randomUUID()}`;
    // The second half of this century has no recorded days: an id that no other showing uses.
    const days = 10_000 + Math.floor(Math.random() * 10_000);
    const { statusCode, accepted } = await postEvents(
      `${client.opened.gatewayUrl}/v1/market/dispatch`,
      [moveDispatch(event, days)],
      { 'X-API-Key': client.apiKey, 'X-Correlation-ID': correlationId },
      signal,
    );
    await client.recordAcknowledged('grid', accepted);
    const trace = await client.readTrace(correlationId, waitMs);
    for (const line of toTraceLines(trace)) print(`   ${line}`);

    const places = trace.hops.map(({ where }) => where);
    return {
      assertions: [
        { title: 'the traced request is accepted', holds: statusCode === 202, detail: String(statusCode) },
        {
          title: 'the trace reaches the consumer',
          holds: ['gateway', 'grid-accept-dispatch', consumer].every((place) => places.includes(place)),
          detail: `${places.join(' → ')} in ${trace.totalMs.toFixed(1)} ms`,
        },
      ],
      measured: { trace },
    };
  },
};
