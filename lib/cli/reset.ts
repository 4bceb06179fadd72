import type { Command } from 'commander';
import { buildInstanceTarget } from '../targets/instance/instance-target.ts';
import { parseInstance } from './cli-context.ts';
import { ConfirmationNeededError } from './confirmation-needed-error.ts';
import { defineCommand } from './define-command.ts';

export const defineReset = (program: Command): Command =>
  defineCommand(program, {
    usage: 'reset',
    purpose: 'End every process of the instance and remove its data, logs and settings; nothing outside its folder.',
    examples: ['./sluice reset --yes'],
    options: [['--yes', 'do it without asking']],
    parse: (options) => ({ instance: parseInstance(options), confirmed: options['yes'] === true }),
    run: async ({ instance, confirmed }) => {
      if (!confirmed) {
        throw new ConfirmationNeededError(`This removes all data of the instance "${instance.name}".`, {
          actions: [`./sluice reset --instance ${instance.name} --yes`],
        });
      }
      const report = await buildInstanceTarget(instance).reset();
      return { data: report, lines: [`Removed the data of "${instance.name}".`] };
    },
  });
