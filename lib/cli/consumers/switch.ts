import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { readConsumerGroups } from '../client/consumers/consumer-calls.ts';
import { switchConsumer } from '../client/consumers/switch-consumer.ts';
import { lagOf } from '../client/consumers/watch-groups.ts';
import { openRunning } from '../client/open-running.ts';
import { defineCommand } from '../define-command.ts';
import { parseConsumer } from './parse-consumer.ts';

export const defineConsumersPause = (group: Command): Command =>
  defineCommand(group, {
    usage: 'pause <name>',
    purpose: 'Stop a consumer: its event sources are disabled, and its records wait in Kafka.',
    examples: ['./sluice consumers pause analytics'],
    parse: (options, [name]) => ({ instance: parseInstance(options), name: parseConsumer(name) }),
    run: async ({ instance, name }) => {
      const { admin } = await openRunning(instance);
      const switched = await switchConsumer(admin, name, false);
      const lag = lagOf(await readConsumerGroups(admin, name));
      return {
        data: { ...switched, lag },
        lines: [
          `${name} is paused after ${switched.seconds.toFixed(1)} s, at lag ${lag}. It stays so until it is resumed.`,
        ],
      };
    },
  });

export const defineConsumersResume = (group: Command): Command =>
  defineCommand(group, {
    usage: 'resume <name>',
    purpose: 'Start a paused consumer again: it goes on where it stood.',
    examples: ['./sluice consumers resume analytics', './sluice consumers lag analytics --until drained'],
    parse: (options, [name]) => ({ instance: parseInstance(options), name: parseConsumer(name) }),
    run: async ({ instance, name }) => {
      const { admin } = await openRunning(instance);
      const lag = lagOf(await readConsumerGroups(admin, name));
      const switched = await switchConsumer(admin, name, true);
      return {
        data: { ...switched, lag },
        lines: [`${name} reads again after ${switched.seconds.toFixed(1)} s, from lag ${lag} on.`],
      };
    },
  });
