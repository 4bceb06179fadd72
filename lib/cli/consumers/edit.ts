import type { Command } from 'commander';
import { parseInstance } from '../cli-context.ts';
import { addConsumer, type ConsumersEdit, removeConsumer } from '../client/consumers/edit-consumers.ts';
import type { ResourceChange } from '../client/templates/diff-templates.ts';
import { toColumns } from '../columns.ts';
import type { CommandResult } from '../command-result.ts';
import { defineCommand } from '../define-command.ts';
import { parseConsumer } from './parse-consumer.ts';

const toDiffLines = ({ diff }: ConsumersEdit): string[] => {
  const row = (sign: string) => (change: ResourceChange) => [sign, change.type, change.path];
  return [
    `The template's difference: ${diff.added.length} added, ${diff.removed.length} removed, ${diff.changed.length} changed, ${diff.unchanged} as they were.`,
    ...toColumns([...diff.added.map(row('+')), ...diff.removed.map(row('-')), ...diff.changed.map(row('~'))]),
  ];
};

const toResult = (edit: ConsumersEdit, did: string, had: string): CommandResult => ({
  data: edit,
  failed: !edit.producersUnchanged,
  lines: [
    ...toDiffLines(edit),
    edit.producersUnchanged
      ? 'The producers, grid-accept-dispatch and grid-accept-weather, are unchanged to the last property.'
      : 'A producer has changed too: something else than the consumer was saved since the last synthesis.',
    `${edit.name} ${edit.edited ? did : had}, in ${edit.seconds.toFixed(1)} s. Consumers: ${edit.consumers.join(', ') || 'none'}.`,
  ],
});

export const defineConsumersAdd = (group: Command): Command =>
  defineCommand(group, {
    usage: 'add <name>',
    purpose: 'Add a consumer to the running application, with the difference of the template and the seconds it took.',
    examples: ['./sluice consumers add risk', './sluice consumers add operations --json'],
    parse: (options, [name]) => ({ instance: parseInstance(options), name: parseConsumer(name) }),
    run: async ({ instance, name }) =>
      toResult(await addConsumer(instance, name), 'reads from the beginning', 'was there already'),
  });

export const defineConsumersRemove = (group: Command): Command =>
  defineCommand(group, {
    usage: 'remove <name>',
    purpose: 'Remove a consumer from the running application; what it stored is kept.',
    examples: ['./sluice consumers remove risk'],
    parse: (options, [name]) => ({ instance: parseInstance(options), name: parseConsumer(name) }),
    run: async ({ instance, name }) => toResult(await removeConsumer(instance, name), 'is gone', 'was not there'),
  });
