import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { readTemplates } from '../client/templates/read-templates.ts';
import { toColumns } from '../columns.ts';
import { defineCommand } from '../define-command.ts';
import { buildInventory, type TopicUse } from './build-inventory.ts';

const toTopicLines = ({ topic, partitions, retentionDays, producers, consumers, readers }: TopicUse): string[] => {
  const kept = retentionDays === undefined ? '' : `, kept ${retentionDays} days`;
  return [
    `${topic} (${partitions} partition${partitions === 1 ? '' : 's'}${kept})`,
    ...toColumns([
      ['produced by', producers.join(', ') || 'nobody'],
      ...(consumers.length === 0 ? [['consumed by', 'nobody']] : []),
      ...consumers.map(({ functionName, group, deadLetterTopic }, index) => [
        index === 0 ? 'consumed by' : '',
        `${functionName} as ${group}${deadLetterTopic === undefined ? '' : `, gives up to ${deadLetterTopic}`}`,
      ]),
      ...(readers.length === 0 ? [] : [['may be read by', readers.join(', ')]]),
    ]),
  ];
};

export const defineInventory = (program: Command): Command =>
  defineCommand(program, {
    usage: 'inventory',
    purpose: 'Who produces and who consumes what, from the template: event sources, and whom the roles let append.',
    examples: ['./sluice inventory', './sluice inventory --json'],
    parse: parseInstance,
    run: async (instance) => {
      const topics = buildInventory(await readTemplates(instance));
      return { data: { topics }, lines: topics.flatMap((topic) => [...toTopicLines(topic), '']).slice(0, -1) };
    },
  });
