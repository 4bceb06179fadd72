import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { listTopics } from '../client/kafka-calls.ts';
import { openRunning } from '../client/open-running.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';

export const defineKafkaTopics = (kafka: Command): Command =>
  defineCommand(kafka, {
    usage: 'topics',
    purpose: 'Every topic with its partitions: the oldest offset that is kept, and one past the newest.',
    examples: ['./sluice kafka topics', './sluice kafka topics --json'],
    parse: parseInstance,
    run: async (instance) => {
      const { admin } = await openRunning(instance);
      const topics = await listTopics(admin);
      return {
        data: topics,
        lines: toColumns([
          ['topic', 'kept, with markers of transactions', 'offsets by partition'],
          ...topics.map(({ topic, records, partitions }) => [
            topic,
            String(records),
            partitions.map(({ partition, begin, end }) => `${partition}: ${begin}–${end}`).join(', '),
          ]),
        ]),
      };
    },
  });
