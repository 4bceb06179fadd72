import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { listGroups } from '../client/kafka-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';

export const defineKafkaGroups = (kafka: Command): Command =>
  defineCommand(kafka, {
    usage: 'groups',
    purpose: 'The consumer groups of every flow: topic, state, members, lag.',
    examples: ['./sluice kafka groups', './sluice kafka groups --json'],
    parse: parseInstance,
    run: async (instance) => {
      const { admin } = await openRunning(instance);
      const groups = await listGroups(admin);
      return {
        data: groups,
        lines: toColumns([
          ['group', 'topic', 'state', 'members', 'lag'],
          ...groups.map(({ group, topic, state, members, lag }) => [group, topic, state, String(members), String(lag)]),
        ]),
      };
    },
  });
