import type { Command } from 'commander';
import { DelayMs } from '../../../functions/contracts/grid/consumer-delay.ts';
import { parseInstance } from '../cli-context.ts';
import { changeConsumer } from '../client/consumers/consumer-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { UsageError } from '../usage-error.ts';
import { parseConsumer } from './parse-consumer.ts';

const parseDelay = (text: unknown): number => {
  const parsed = DelayMs.safeParse(text === '' ? Number.NaN : Number(text));
  if (parsed.success) return parsed.data;
  throw new UsageError(`--ms ${String(text)} is no delay.`, {
    actions: ['--ms 500: a whole number of milliseconds up to 10000, 0 for none'],
  });
};

export const defineConsumersSlow = (group: Command): Command =>
  defineCommand(group, {
    usage: 'slow <name>',
    purpose: 'Make each batch of a consumer take longer, to show that the others keep their pace.',
    examples: ['./sluice consumers slow risk --ms 500', './sluice consumers slow risk --ms 0'],
    options: [['--ms <n>', 'by how many milliseconds; 0 ends it', '0']],
    parse: (options, [name]) => ({
      instance: parseInstance(options),
      name: parseConsumer(name),
      delayMs: parseDelay(options['ms']),
    }),
    run: async ({ instance, name, delayMs }) => {
      const { admin } = await openRunning(instance);
      const consumer = await changeConsumer(admin, name, { delayMs });
      const line = delayMs === 0 ? 'works at its own pace' : `takes ${delayMs} ms longer for each batch`;
      return { data: consumer, lines: [`Within a second ${name} ${line}.`] };
    },
  });
