import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { waitForVerification } from '../../../lib/cli/client/verify-grid.ts';
import { summariseHops } from '../../../lib/measure/hop-latencies.ts';
import { summariseLatencies } from '../../../lib/measure/latency-summary.ts';
import { checkAnswers, checkStore } from '../check-run.ts';
import { buildDayRequests } from '../day-requests.ts';
import { findFreshDay } from '../fresh-day.ts';
import { toHopLines } from '../hop-lines.ts';
import { readMarketDay } from '../market-day/read-market-day.ts';
import { postEvents } from '../post-events.ts';
import { sendRequests } from '../send-requests.ts';

const consumer = 'analytics';
/** About 210 events a second: below what two cores take, so that latency is latency and not a queue. */
const requestsPerSecond = 10;
const drainTimeoutMs = 30_000;

/** A recorded day of the Australian market from HTTP to DynamoDB through Kafka, judged by its ids. */
export const marketDay: DemoPart = {
  name: 'day',
  title: 'A real market day, and not one event lost',
  talkingPoints: [
    'These are the figures of a real day of the Australian electricity market, five regions, every five minutes.',
    'Each event goes through a real gateway route, a real Kafka broker and a real store; what you see is measured now.',
    'We do not trust counters: the ids that were acknowledged are compared with the ids that are stored.',
  ],
  backup: './sluice verify, on what was sent before',
  run: async ({ client, signal, print }) => {
    const { gatewayUrl } = client.opened;
    const logStart = (await client.readFunctionLog(0)).end;
    const day = await readMarketDay();
    const days = findFreshDay(await client.readStoredEventIds(consumer), day.dispatch);
    const requests = buildDayRequests(day, days);
    const events = requests.reduce((sum, request) => sum + request.events.length, 0);

    const keyless = await postEvents(`${gatewayUrl}/v1/market/dispatch`, day.dispatch.slice(0, 1), {}, signal);

    const { cells, mapped, empty, unmapped } = day.tally;
    const reasons = Object.entries(unmapped).map(([reason, count]) => `${count} ${reason}`);
    print('');
    print(`The market on 18 January 2023${days === 0 ? '' : `, moved by ${days} day(s) so that every id is new`}`);
    print(`  ${cells} recorded cells: ${mapped} are part of an event, ${empty} are empty, ${reasons.join(', ')}`);
    print(`  ${events} events in ${requests.length} requests, ${requestsPerSecond} a second …`);
    const sent = await sendRequests(requests, {
      gatewayUrl,
      headers: { 'X-API-Key': client.apiKey },
      requestsPerSecond,
      signal,
    });
    await client.recordAcknowledged(
      'grid',
      sent.flatMap(({ accepted }) => accepted),
    );

    const verification = await waitForVerification(() => client.verifyGrid(consumer), drainTimeoutMs);
    const { entries } = await client.readFunctionLog(logStart);
    const answers = summariseLatencies(sent.map(({ ms }) => ms));
    const latencies = summariseHops(entries);
    print('');
    print(`Answers to ${answers.count} requests: p50 ${answers.p50.toFixed(1)} ms, p99 ${answers.p99.toFixed(1)} ms`);
    for (const line of toHopLines(latencies)) print(line);

    return {
      assertions: [...checkAnswers(keyless, sent, events), ...checkStore(verification)],
      measured: { events, requests: requests.length, days, tally: day.tally, answers, hops: latencies, verification },
    };
  },
};
