import type { Command } from 'commander';
import type { ConsumerGroup } from '../../../functions/contracts/admin/consumer-group.ts';
import { parseInstance } from '../cli-context.ts';
import { readConsumerGroups, readPresentGroups, requireConsumer } from '../client/consumers/consumer-calls.ts';
import { lagOf, watchGroups } from '../client/consumers/watch-groups.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { openLiveView } from '../live-view.ts';
import { parseSeconds } from '../parse-seconds.ts';
import { stopOnInterrupt } from '../stop-on-interrupt.ts';
import { UsageError } from '../usage-error.ts';
import { toLagLine, toLagLines } from './lag-lines.ts';
import { parseConsumer } from './parse-consumer.ts';

const isReached = {
  behind: (groups: readonly ConsumerGroup[]) => lagOf(groups) > 0,
  drained: (groups: readonly ConsumerGroup[]) => groups.length > 0 && lagOf(groups) === 0,
  never: () => false,
} as const;
type Until = keyof typeof isReached;

const parseUntil = (text: unknown): Until => {
  if (text === undefined) return 'never';
  if (text === 'behind' || text === 'drained') return text;
  throw new UsageError(`--until ${String(text)} is nothing to wait for.`, {
    actions: ['--until behind', '--until drained'],
  });
};

const buildPrinter = (json: boolean, plain: boolean): ((groups: readonly ConsumerGroup[]) => void) => {
  if (json) return (groups) => process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), groups })}\n`);
  if (plain || !process.stdout.isTTY || process.env['TERM'] === 'dumb') {
    return (groups) => process.stdout.write(`${toLagLine(groups, new Date())}\n`);
  }
  const draw = openLiveView(process.stdout);
  return (groups) => draw(toLagLines(groups));
};

export const defineConsumersLag = (group: Command): Command =>
  defineCommand(group, {
    usage: 'lag [name]',
    purpose: 'How far consumers are behind, by partition: 0 is ok, below 100 behind, from 100 on far behind.',
    examples: [
      './sluice consumers lag',
      './sluice consumers lag analytics --watch',
      './sluice consumers lag analytics --until drained --timeout 30',
    ],
    options: [
      ['--watch', 'look again every second until Ctrl+C'],
      ['--until <state>', 'look again until the lag is 0 (drained) or is not (behind); fails when the time is up'],
      ['--timeout <seconds>', 'how long --until waits', '60'],
      ['--plain', 'a line for each look, also on a terminal'],
    ],
    parse: (options, [name]) => ({
      instance: parseInstance(options),
      name: name === undefined ? undefined : parseConsumer(name),
      watch: options['watch'] === true,
      until: parseUntil(options['until']),
      timeoutMs: parseSeconds('--timeout', options['timeout']) * 1000,
      plain: options['plain'] === true,
      json: options['json'] === true,
    }),
    run: async ({ instance, name, watch, until, timeoutMs, plain, json }) => {
      const { admin } = await openRunning(instance);
      if (name !== undefined) await requireConsumer(admin, name);
      const read = () => (name === undefined ? readPresentGroups(admin) : readConsumerGroups(admin, name));
      if (!watch && until === 'never') {
        const groups = await read();
        return { data: groups, lines: toLagLines(groups) };
      }

      const print = buildPrinter(json, plain);
      let last: readonly ConsumerGroup[] = [];
      const reached = await stopOnInterrupt((signal) =>
        watchGroups({
          read,
          signal,
          everyMs: until === 'never' ? 1_000 : 200,
          isReached: isReached[until],
          timeoutMs: until === 'never' ? Number.POSITIVE_INFINITY : timeoutMs,
          onGroups: (groups) => {
            last = groups;
            if (watch) print(groups);
          },
        }),
      );
      const failed = until !== 'never' && !reached;
      const line = `${reached ? 'Reached' : 'Not reached'} in time: ${until}.`;
      return {
        data: { reached, groups: last },
        failed,
        lines: until === 'never' ? [] : [...(watch ? [] : toLagLines(last)), line],
      };
    },
  });
