import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { redriveAutomatically } from '../client/dead-letters/redrive-automatically.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { parseSeconds } from '../parse-seconds.ts';
import { stopOnInterrupt } from '../stop-on-interrupt.ts';
import { toPlaceText } from './parse-place.ts';

export const defineDlqAuto = (group: Command): Command =>
  defineCommand(group, {
    usage: 'auto',
    purpose: 'Send each given-up record again 2, 4, 8 … 64 seconds after it was given up, until none waits or Ctrl+C.',
    examples: ['./sluice dlq auto', './sluice dlq auto --topic dlq.market.dispatch --idle 10'],
    options: [
      ['--topic <name>', 'one dead-letter topic instead of all'],
      ['--idle <seconds>', 'end when nothing has been waiting for so long', '5'],
    ],
    parse: (options) => ({
      instance: parseInstance(options),
      topic: options['topic'] === undefined ? undefined : String(options['topic']),
      idleMs: parseSeconds('--idle', options['idle']) * 1000,
    }),
    run: async ({ instance, topic, idleMs }, print) => {
      const { admin } = await openRunning(instance);
      let announced: number | undefined;
      const outcome = await stopOnInterrupt((signal) =>
        redriveAutomatically(admin, {
          signal,
          idleMs,
          topic,
          onRound: (redriven, nextAt) => {
            for (const { place, origin, attempt } of redriven) {
              print(`${toPlaceText(place)} → ${origin.topic}, attempt ${attempt}`);
            }
            if (nextAt !== undefined && nextAt.getTime() !== announced) print(`Next at ${nextAt.toISOString()}`);
            announced = nextAt?.getTime();
          },
        }),
      );
      const { redriven, exhausted, notDue } = outcome;
      return {
        data: outcome,
        lines: [`${redriven.length} sent again, ${exhausted} with all attempts used up, ${notDue} still to come.`],
      };
    },
  });
