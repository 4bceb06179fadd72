import type { Command } from 'commander';
import { orderProcessors } from '../../../functions/contracts/flow-consumers.ts';
import { parseInstance } from '../cli-context.ts';
import { readGridEffects, readOrderEffects } from '../client/consumers/read-effects.ts';
import { type Effects, type ReplayReport, replayConsumer } from '../client/consumers/replay-consumer.ts';
import { openRunning } from '../client/open-running.ts';
import { verifyGrid } from '../client/verify-grid.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { parseSeconds } from '../parse-seconds.ts';
import { stopOnInterrupt } from '../stop-on-interrupt.ts';
import { parseConsumer } from './parse-consumer.ts';
import { parseFrom } from './parse-from.ts';

export const toReplayLines = ({ replay, before, after, ran, fresh, holds, seconds }: ReplayReport): string[] => {
  const row = (when: string, { stored, folded, repeated }: Effects) => [
    when,
    `${stored} stored`,
    `${folded} folded`,
    `${repeated} stored twice`,
  ];
  if (!ran) {
    return [
      `${replay.consumer} has been set back by ${replay.repeated} records and stays paused.`,
      `  ./sluice consumers resume ${replay.consumer}`,
    ];
  }
  return [
    `${replay.consumer} was given ${replay.repeated} records again in ${seconds.toFixed(1)} s.`,
    ...toColumns([row('before', before), row('after', after)]),
    holds
      ? `Its effects are unchanged${fresh === 0 ? '' : `, but for ${after.stored - before.stored} of ${fresh} fresh records`}.`
      : 'Its effects have changed.',
  ];
};

export const defineConsumersReplay = (group: Command): Command =>
  defineCommand(group, {
    usage: 'replay <name>',
    purpose: 'Give a consumer kept records again, and count its effects before and after: they are the same.',
    examples: [
      './sluice consumers replay analytics --beginning',
      './sluice consumers replay analytics --from 15m',
      './sluice consumers replay analytics --from 2023-01-18T00:05:00+10:00',
    ],
    options: [
      ['--from <time>', 'from the first record at this time or after it; 15m is fifteen minutes ago'],
      ['--beginning', 'from the oldest record that is kept'],
      ['--timeout <seconds>', 'how long it may take to catch up', '300'],
    ],
    parse: (options, [name]) => ({
      instance: parseInstance(options),
      name: parseConsumer(name),
      from: parseFrom(options, Date.now()),
      timeoutMs: parseSeconds('--timeout', options['timeout']) * 1000,
    }),
    run: async ({ instance, name, from, timeoutMs }) => {
      const { admin, status } = await openRunning(instance);
      const report = await stopOnInterrupt((signal) =>
        replayConsumer(admin, name, from, {
          readEffects: (withinMs) =>
            name === orderProcessors.consumer
              ? readOrderEffects(status)
              : readGridEffects(() => verifyGrid(instance, status, name), withinMs),
          timeoutMs,
          signal,
        }),
      );
      return { data: report, failed: !report.holds, lines: toReplayLines(report) };
    },
  });
