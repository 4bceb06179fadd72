import type { Command } from 'commander';
import type { ListedConsumer } from '../../../functions/contracts/admin/consumer-listing.ts';
import { parseInstance } from '../cli-context.ts';
import { listConsumers } from '../client/consumers/consumer-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';

export const toConsumerLines = (consumers: readonly ListedConsumer[]): string[] =>
  consumers.length === 0
    ? ['There is no consumer.']
    : toColumns(
        consumers.flatMap(({ name, functionName, delayMs, sources }) =>
          sources.map(({ topic, group, state, lastProcessingResult }) => [
            name,
            functionName,
            topic,
            `group ${group}`,
            state,
            lastProcessingResult,
            delayMs === 0 ? '' : `slowed by ${delayMs} ms a batch`,
          ]),
        ),
      );

export const defineConsumersList = (group: Command): Command =>
  defineCommand(group, {
    usage: 'list',
    purpose: 'Who reads the topics: each consumer with its function, its groups, and the state of its event sources.',
    examples: ['./sluice consumers list', './sluice consumers list --json'],
    parse: parseInstance,
    run: async (instance) => {
      const { admin } = await openRunning(instance);
      const consumers = await listConsumers(admin);
      return { data: consumers, lines: toConsumerLines(consumers) };
    },
  });
