import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { readLag } from '../client/kafka-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { toPartitionCells } from '../consumers/lag-lines.ts';
import { defineCommand } from '../define-command.ts';

export const defineKafkaLag = (kafka: Command): Command =>
  defineCommand(kafka, {
    usage: 'lag',
    purpose: 'How far the groups of every flow are behind, by partition.',
    examples: ['./sluice kafka lag', './sluice kafka lag --json'],
    parse: parseInstance,
    run: async (instance) => {
      const { admin } = await openRunning(instance);
      const groups = await readLag(admin);
      return {
        data: groups,
        lines: toColumns([
          ['group', 'topic', 'partition', 'committed', 'end', 'lag', 'grade'],
          ...groups.flatMap(({ group, topic, partitions }) =>
            partitions.map((partition) => [group, topic, ...toPartitionCells(partition)]),
          ),
        ]),
      };
    },
  });
