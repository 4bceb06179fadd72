import { addConsumer, removeConsumer } from '../../../lib/cli/client/consumers/edit-consumers.ts';
import type { DemoPart } from '../../../lib/cli/client/demo.ts';
import { waitForVerification } from '../../../lib/cli/client/verify-grid.ts';

const name = 'risk';
const drainTimeoutMs = 180_000;

/** A consumer more, live: it reads from the beginning, and the producer's template is the same to the last property. */
export const newConsumer: DemoPart = {
  name: 'consumers',
  title: 'One more consumer, and the producer knows nothing of it',
  talkingPoints: [
    'A team that wants this data adds one line to a list; nobody who produces it has to be asked.',
    'The new consumer reads everything that the topic still has, at its own pace, and owes nobody anything.',
  ],
  backup: './sluice consumers list and ./sluice consumers lag',
  run: async ({ client, print }) => {
    const started = performance.now();
    const added = await addConsumer(client.instance, name);
    try {
      const verification = await waitForVerification(() => client.verifyGrid(name), drainTimeoutMs);
      const seconds = (performance.now() - started) / 1000;
      print(
        `   ${added.diff.added.length} resources added, ${added.diff.changed.length} changed, ${added.diff.unchanged} as they were`,
      );
      print(
        `   applied in ${added.seconds.toFixed(1)} s; ${verification.stored} events read from the beginning after ${seconds.toFixed(1)} s`,
      );
      return {
        assertions: [
          {
            title: 'the producers’ resources are unchanged',
            holds: added.producersUnchanged,
            detail: `${added.diff.added.length} resources added`,
          },
          {
            title: 'the new consumer has every acknowledged event, none twice',
            holds: verification.holds,
            detail: `${verification.stored} stored, ${verification.missing.length} missing, ${seconds.toFixed(1)} s after it was asked for`,
          },
        ],
        measured: {
          newConsumer: { appliedInSeconds: added.seconds, caughtUpInSeconds: seconds, stored: verification.stored },
        },
      };
    } finally {
      if (added.edited) await removeConsumer(client.instance, name);
    }
  },
};
