import type { Command } from 'commander';
import type { Instance } from '../../targets/instance/instance.ts';
import { parseInstance } from '../cli-context.ts';
import type { CommandResult } from '../command-result.ts';
import { type CommandDefinition, defineCommand } from '../define-command.ts';
import { parseOutput } from '../parse-output.ts';

interface OrdersCommand<Options> extends Omit<CommandDefinition<Options>, 'run'> {
  run(options: Options, instance: Instance): Promise<CommandResult>;
}

/** A command of the group whose output is text, or with `-o json` its data alone. */
export const defineOrdersCommand = <Options>(
  group: Command,
  { options = [], parse, run, ...definition }: OrdersCommand<Options>,
): Command =>
  defineCommand(group, {
    ...definition,
    options: [...options, ['-o, --output <format>', 'text, or json: the data without an envelope', 'text']],
    parse: (given, args) => ({
      instance: parseInstance(given),
      format: parseOutput('orders', ['text', 'json'], given['output']),
      own: parse(given, args),
    }),
    run: async ({ instance, format, own }) => {
      const result = await run(own, instance);
      return format === 'json' ? { ...result, lines: [JSON.stringify(result.data)] } : result;
    },
  });
