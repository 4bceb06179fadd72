import { readConsumerGroups } from '../../../lib/cli/client/consumers/consumer-calls.ts';
import { switchConsumer } from '../../../lib/cli/client/consumers/switch-consumer.ts';
import { lagOf } from '../../../lib/cli/client/consumers/watch-groups.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { changeIngestion, readIngestion, runIngestion } from '../../../lib/cli/client/ingestion-calls.ts';
import { readUntil } from '../../../lib/cli/client/read-until.ts';
import { waitForVerification } from '../../../lib/cli/client/verify-grid.ts';
import { readMarketDay } from '../market-day/read-market-day.ts';
import { moveDispatch } from '../move-day.ts';
import { postEvents } from '../post-events.ts';

const consumer = 'analytics';
const events = 150;
const drainTimeoutMs = 30_000;

/** A consumer that stops, a source that fails: Kafka keeps what comes, and simulated data are marked as such. */
export const resilience: DemoPart = {
  name: 'resilience',
  title: 'A consumer stops, a source fails, and nothing is lost',
  talkingPoints: [
    'While the consumer is stopped the topic keeps what comes; seven days of it, if need be.',
    'When the source fails, the breaker opens and simulated data take its place, marked as simulated in every event.',
  ],
  backup: './sluice consumers lag --watch and ./sluice ingest status',
  run: async ({ client, signal, print }) => {
    const { admin, opened } = client;
    const groupsLag = async () => lagOf(await readConsumerGroups(admin, consumer));
    const { dispatch } = await readMarketDay();
    const days = 20_000 + Math.floor(Math.random() * 10_000);

    await switchConsumer(admin, consumer, false);
    let stoppedLag: number;
    try {
      const { accepted } = await postEvents(
        `${opened.gatewayUrl}/v1/market/dispatch`,
        dispatch.slice(0, events).map((event) => moveDispatch(event, days)),
        { 'X-API-Key': client.apiKey },
        signal,
      );
      await client.recordAcknowledged('grid', accepted);
      stoppedLag = await groupsLag();
    } finally {
      await switchConsumer(admin, consumer, true);
    }
    const resumed = performance.now();
    const verification = await waitForVerification(() => client.verifyGrid(consumer), drainTimeoutMs);
    // Offsets are committed after the batch succeeded: the store is complete a moment before the lag is 0.
    const drainedLag = await readUntil(groupsLag, (lag) => lag === 0, drainTimeoutMs);
    const drainedMs = performance.now() - resumed;
    print(`   stopped: lag ${stoppedLag}; started again: ${drainedLag} after ${(drainedMs / 1000).toFixed(1)} s`);

    const before = (await readIngestion(admin)).settings.failure;
    await changeIngestion(admin, { failure: { mode: 'error', rate: 1 } });
    try {
      const run = await runIngestion(admin);
      print(
        `   source failing: ${run.calls} calls, ${run.failures} failed, breaker ${run.breaker}: ${run.dispatch} ${run.figures} events accepted`,
      );
      return {
        assertions: [
          {
            title: 'a stopped consumer’s lag rises',
            holds: stoppedLag >= events,
            detail: `lag ${stoppedLag} of ${events} events sent`,
          },
          {
            title: 'started again it drains, and nothing is lost or doubled',
            holds: drainedLag === 0 && verification.holds,
            detail: `lag ${drainedLag} after ${(drainedMs / 1000).toFixed(1)} s, ${verification.missing.length} lost`,
          },
          {
            title: 'with the source failing, data marked as simulated are accepted',
            holds: run.figures === 'simulated' && run.dispatch > 0,
            detail: `${run.dispatch} events, ${run.figures}`,
          },
        ],
        measured: { resilience: { stoppedLag, drainedMs, run } },
      };
    } finally {
      await changeIngestion(admin, { failure: before });
    }
  },
};
